package heed.profile.ending;

import heed.ledger.Actor;
import heed.profile.data.ProfileEnding;
import heed.profile.data.ProfileView;
import heed.profile.data.ProfileViewStore;
import heed.profile.page.PersonHead;
import heed.profile.page.PersonHeads;
import heed.rules.ProfileKey;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.security.Principal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/profiles/{key}/merge`: asks for the other profile, shows what would come of it, and merges, with a reason. There
/// is no undo, and the page says so.
@Pages
@RequestMapping("/profiles/{key}/merge")
class MergePages {
    private final PersonHeads heads;
    private final ProfileViewStore views;
    private final ProfileEnding ending;

    MergePages(PersonHeads heads, ProfileViewStore views, ProfileEnding ending) {
        this.heads = heads;
        this.views = views;
        this.ending = ending;
    }

    /// Asks, or shows what would come of it.
    ///
    /// @param into the key of the profile that would stay; empty: it is asked for. A key is never trimmed
    @GetMapping
    String show(@PathVariable String key, @RequestParam(defaultValue = "") String into, Model model) {
        PersonHead person = person(key);
        boolean ended = person.deleted() || !person.key().equals(key);
        model.addAttribute("person", person);
        model.addAttribute("alias", person.key().equals(key) ? null : key);
        model.addAttribute("ended", ended);
        model.addAttribute("into", into);
        if (!ended && !into.isEmpty()) {
            preview(key, into, model);
        }
        return "person/merge";
    }

    @PostMapping
    String merge(@PathVariable String key, @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "false") boolean confirm,
            Principal principal, RedirectAttributes redirect) {
        PersonHead person = person(key);
        if (reason.isBlank() || !confirm) {
            return refused(person, into, reason.isBlank()
                    ? Flash.refused("page.reason.missing")
                    : Flash.refused("person.merge.unconfirmed"), redirect);
        }
        try {
            requireKey(into);
            ending.merge(key, into, Actor.of(principal), reason.strip());
        } catch (Problem refused) {
            return refused(person, into, Flash.refused("page.refused", String.valueOf(refused.getMessage())), redirect);
        }
        Flash.done("person.merged", key, into).on(redirect);
        return "redirect:" + PersonHead.path(into);
    }

    /// Back to the preview.
    private static String refused(PersonHead person, String into, Flash why, RedirectAttributes redirect) {
        why.on(redirect);
        redirect.addAttribute("into", into);
        return "redirect:" + person.at("merge");
    }

    /// Expects profiles_key_key, then the primary keys of what hangs on two profiles.
    private void preview(String key, String into, Model model) {
        try {
            requireKey(into);
            ending.checkMerge(key, into);
            model.addAttribute("other", person(into));
            model.addAttribute("preview", MergePreview.of(view(key), view(into)));
        } catch (Problem refused) {
            model.addAttribute("problem", refused.getMessage());
        }
    }

    private static void requireKey(String into) {
        ProfileKey.problem(into).ifPresent(problem -> {
            throw Problem.badRequest(problem);
        });
    }

    private ProfileView view(String key) {
        return views.find(key).orElseThrow(() -> Problem.notFound("there is no profile '%s'".formatted(key)));
    }

    private PersonHead person(String key) {
        return heads.of(key).orElseThrow(() -> Problem.notFound("there is no profile with this key"));
    }
}
