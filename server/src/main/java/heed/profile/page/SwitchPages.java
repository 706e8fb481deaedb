package heed.profile.page;

import heed.ledger.Actor;
import heed.ledger.Kind;
import heed.ledger.LedgerEntry;
import heed.ledger.LedgerReadStore;
import heed.ledger.Voiding;
import heed.profile.FormChoices;
import heed.profile.FormChoices.Chosen;
import heed.rules.optout.Switch;
import heed.web.Code;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The form **No longer contact** of a person, and its undo.
@Pages
@RequestMapping("/profiles/{key}/opt-outs")
class SwitchPages {
    private static final Set<Kind> CHOICES = EnumSet.of(Kind.OPT_OUT, Kind.OPT_IN, Kind.OPT_OUTS_REPLACED);
    private static final Pattern SHOWN = Pattern.compile("([a-z_]+):([0-9]{1,18})");

    private final PersonHeads heads;
    private final FormChoices forms;
    private final ChoiceWords words;
    private final LedgerReadStore entries;
    private final Voiding voiding;

    SwitchPages(PersonHeads heads, FormChoices forms, ChoiceWords words, LedgerReadStore entries, Voiding voiding) {
        this.heads = heads;
        this.forms = forms;
        this.words = words;
        this.entries = entries;
        this.voiding = voiding;
    }

    /// Records the boxes that differ from what the form showed.
    ///
    /// @param shown the boxes that the form showed ticked, each with the entry behind it, as `email:12`
    /// @param wanted codes of the boxes that are ticked now
    @PostMapping
    String choose(@PathVariable String key, @RequestParam(defaultValue = "") Set<String> shown,
            @RequestParam(defaultValue = "") Set<String> wanted, @RequestParam(defaultValue = "") String reason,
            Principal principal, Locale locale, RedirectAttributes redirect) {
        PersonHead person = person(key);
        String why = FormField.text(reason);
        if (why == null) {
            Flash.refused("page.reason.missing").on(redirect);
            redirect.addFlashAttribute(Draft.NAME, Draft.of(shown(shown), switches(wanted)));
        } else {
            Chosen chosen = forms.choose(key, shown(shown), switches(wanted), Actor.of(principal), why);
            said(chosen, person, why, locale).on(redirect);
        }
        return "redirect:" + person.path();
    }

    /// Voids the choices of one form, all of them or none.
    @PostMapping("/undo")
    String undo(@PathVariable String key, @RequestParam(defaultValue = "") Set<Long> seqs,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "false") boolean confirm,
            Principal principal, RedirectAttributes redirect) {
        PersonHead person = person(key);
        if (seqs.isEmpty() || !areChoicesOf(key, seqs)) {
            throw Problem.notFound("this person has no such choices");
        }
        String why = FormField.text(reason);
        if (why == null) {
            Flash.refused("page.reason.missing").on(redirect);
            return "redirect:" + person.path();
        }
        Actor actor = Actor.of(principal);
        switch (voiding.voidAll(seqs, actor, actor.source(), why, confirm)) {
            case Voiding.Outcome.Voided _ -> Flash.done("profile.chosen.undone").on(redirect);
            case Voiding.Outcome.Unknown _ -> throw Problem.notFound("this person has no such choices");
            case Voiding.Outcome.Refused(String refusal) -> Flash.refused("page.refused", refusal).on(redirect);
        }
        return "redirect:" + person.path();
    }

    private Flash said(Chosen chosen, PersonHead person, String reason, Locale locale) {
        String text = words.of(chosen, locale);
        return chosen.seqs().isEmpty()
                ? Flash.nothing("profile.chosen", text)
                : Flash.done("profile.chosen", text).undo(person.at("opt-outs/undo"), Map.of("seqs",
                        chosen.seqs().stream().map(String::valueOf).collect(Collectors.joining(",")), "reason",
                        words.undoing(reason, locale), "confirm", "true"));
    }

    private boolean areChoicesOf(String key, Set<Long> seqs) {
        Set<Integer> ids = entries.profileIds(key);
        return seqs.stream().allMatch(seq -> entries.find(seq).filter(entry -> isChoiceOf(ids, entry)).isPresent());
    }

    private static boolean isChoiceOf(Set<Integer> profileIds, LedgerEntry entry) {
        Integer profileId = entry.touched().profileId();
        return profileId != null && profileIds.contains(profileId) && CHOICES.contains(entry.kind());
    }

    private static Set<Switch> switches(Set<String> codes) {
        EnumSet<Switch> switches = EnumSet.noneOf(Switch.class);
        codes.forEach(code -> switches.add(Code.required("wanted", code, Switch.values(), Switch::code)));
        return switches;
    }

    private static Map<Switch, Long> shown(Set<String> boxes) {
        Map<Switch, Long> shown = new EnumMap<>(Switch.class);
        for (String box : boxes) {
            Matcher parts = SHOWN.matcher(box);
            if (!parts.matches()) {
                throw Problem.badRequest("shown", "must be switches with their entries, as email:12");
            }
            shown.put(Code.required("shown", parts.group(1), Switch.values(), Switch::code),
                    Long.valueOf(parts.group(2)));
        }
        return shown;
    }

    private PersonHead person(String key) {
        return heads.of(key).orElseThrow(() -> Problem.notFound("there is no profile with this key"));
    }
}
