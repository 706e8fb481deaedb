package heed.quarantine.excluded;

import heed.ledger.Actor;
import heed.quarantine.ExcludedDomain;
import heed.web.Paging;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/quarantine/domains`: domains to which nothing is sent.
@Pages
@RequestMapping("/quarantine/domains")
class ExcludedDomainPages {
    private static final String PAGE = "redirect:/quarantine/domains";
    private static final String ADD = "/quarantine/domains";
    private static final String REMOVE = "/quarantine/domains/remove";

    private final ExcludedDomainStore store;

    ExcludedDomainPages(ExcludedDomainStore store) {
        this.store = store;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
        Paging paging = Paging.of(null, cursor, "excluded-domains-page");
        String after = paging.after().isEmpty() ? "" : paging.after().getFirst();
        model.addAttribute("page",
                paging.page(store.list(after, paging.fetch()), excluded -> List.of(excluded.domain())));
        return "quarantine/domains";
    }

    @PostMapping
    String add(@RequestParam String domain, @RequestParam String reason, Principal principal,
            RedirectAttributes redirect) {
        flash(domain, reason, true, principal).on(redirect);
        return PAGE;
    }

    @PostMapping("/remove")
    String remove(@RequestParam String domain, @RequestParam String reason, Principal principal,
            RedirectAttributes redirect) {
        flash(domain, reason, false, principal).on(redirect);
        return PAGE;
    }

    private Flash flash(String domain, String reason, boolean exclude, Principal principal) {
        Optional<ExcludedDomain> parsed = ExcludedDomain.parse(domain);
        if (parsed.isEmpty()) {
            return Flash.refused("quarantine.domains.none", domain);
        }
        if (reason.isBlank()) {
            return Flash.refused("page.reason.missing");
        }
        String pattern = parsed.get().pattern();
        Actor actor = Actor.of(principal);
        boolean changed = exclude
                ? store.add(parsed.get(), actor, reason.strip())
                : store.remove(parsed.get(), actor, reason.strip());
        if (!changed) {
            return Flash.nothing(exclude ? "quarantine.domains.already" : "quarantine.domains.gone", pattern);
        }
        return Flash.done(exclude ? "quarantine.domains.added" : "quarantine.domains.removed", pattern)
                .undo(exclude ? REMOVE : ADD, Map.of("domain", pattern, "reason", reason.strip()));
    }
}
