package heed.ledger;

import heed.web.Code;
import heed.web.CsvAnswer;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import heed.web.page.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/ledger`: every choice and change, newest first, with its proof and its undo.
@Pages
class LedgerPages {
    private static final int ORDER = 70;
    private static final String LIST = "ledger-page";

    /// A path of this server: browsers take `//host` and `/\host` for another one.
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[^\\\\\\p{Cntrl}]*");

    private final LedgerReadStore entries;
    private final Voiding voiding;

    LedgerPages(LedgerReadStore entries, Voiding voiding) {
        this.entries = entries;
        this.voiding = voiding;
    }

    @Bean
    static MenuItem ledgerMenu() {
        return new MenuItem(ORDER, "/ledger", "ledger.ledger", "book");
    }

    /// The filters as the form sends them: empty leaves a field open; days are days of the operator's zone.
    record Query(@Nullable String profile, @Nullable String actor, @Nullable String source, @Nullable String kind,
            @Nullable LocalDate from, @Nullable LocalDate to) {

        LedgerFilter filter(Set<Integer> profiles, ZoneId zone) {
            return new LedgerFilter(profiles, FormField.text(actor),
                    Code.optional("source", FormField.text(source), Source.values(), Source::code).orElse(null),
                    Code.optional("kind", FormField.text(kind), Kind.values(), Kind::code).orElse(null),
                    FormField.from(from, zone),
                    FormField.to(to, zone));
        }

        Paging paging(@Nullable Integer limit, @Nullable String cursor, ZoneId zone) {
            return Paging.of(limit, cursor, LIST, profile, actor, source, kind, from, to, zone);
        }

        /// Masked: a key or a name may be an address, and no log holds one.
        @Override
        public String toString() {
            return "Query[" + source + ", " + kind + "]";
        }
    }

    @GetMapping("/ledger")
    String list(Query query, @RequestParam(required = false) @Nullable String cursor, ZoneId zone, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query, query.paging(null, cursor, zone), zone));
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("sources", Source.values());
        return "ledger/ledger";
    }

    /// What the filters show, all of it, as the API's CSV.
    @GetMapping("/ledger.csv")
    void csv(Query query, ZoneId zone, HttpServletResponse response) {
        CsvAnswer.write(response, LedgerItem.HEADER, query.paging(Paging.MOST, null, zone),
                paging -> page(query, paging, zone), LedgerItem::cells);
    }

    @GetMapping("/ledger/{seq}")
    String entry(@PathVariable long seq, @AuthenticationPrincipal SignedIn operator, Model model) {
        LedgerEntry entry = find(seq);
        LedgerItem item = LedgerItem.of(entry);
        model.addAttribute("entry", item);
        model.addAttribute("changes", Fact.ofChange(item.change()));
        model.addAttribute("evidence", Fact.of(item.evidence()));
        model.addAttribute("mayUndo", mayUndo(operator, entry));
        model.addAttribute("never", entry.kind().notVoidable().orElse(null));
        return "ledger/entry";
    }

    /// Undo, with a reason; what lifts something restricting needs the box `confirm`; what is about addresses is for those
    /// who keep the quarantine.
    ///
    /// @param back the page to return to, one of ours
    @PostMapping("/ledger/{seq}/void")
    String undo(@PathVariable long seq, @RequestParam String reason,
            @RequestParam(defaultValue = "false") boolean confirm, @RequestParam(defaultValue = "") String back,
            @AuthenticationPrincipal SignedIn operator, Principal principal, RedirectAttributes redirect) {
        if (!mayUndo(operator, find(seq))) {
            throw Problem.forbidden("your role does not allow to undo what is about addresses");
        }
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return "redirect:/ledger/" + seq;
        }
        Voiding.Outcome outcome = voiding.voidEntry(seq, Actor.of(principal), Source.OPERATOR, reason.strip(), confirm);
        switch (outcome) {
            case Voiding.Outcome.Voided _ -> Flash.done("ledger.voided", seq).on(redirect);
            case Voiding.Outcome.Unknown _ -> throw Problem.notFound("no entry has this number");
            case Voiding.Outcome.Refused(String why) -> Flash.refused("page.refused", why).on(redirect);
        }
        return "redirect:" + (OURS.matcher(back).matches() ? back : "/ledger/" + seq);
    }

    private LedgerEntry find(long seq) {
        return entries.find(seq).orElseThrow(() -> Problem.notFound("no entry has this number"));
    }

    private static boolean mayUndo(SignedIn operator, LedgerEntry entry) {
        return operator.may("choose") && (!entry.kind().isOfAddresses() || operator.may("quarantine"));
    }

    private Page<LedgerItem> page(Query query, Paging paging, ZoneId zone) {
        String key = FormField.text(query.profile());
        Set<Integer> profiles = key == null ? Set.of() : entries.profileIds(key);
        if (key != null && profiles.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        List<LedgerItem> items = entries
                .page(query.filter(profiles, zone), paging.afterNumber(Long.MAX_VALUE), paging.fetch()).stream()
                .map(LedgerItem::of).toList();
        return paging.page(items, item -> List.of(item.seq()));
    }
}
