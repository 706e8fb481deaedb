package heed.operator;

import heed.ledger.Actor;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/settings/keys`: API keys, made, shown once, and revoked.
@Pages
@RequestMapping("/settings/keys")
class KeyPages {
    private static final String PAGE = "redirect:/settings/keys";
    private static final int MOST = 1000;

    private final ApiKeyRing ring;
    private final ApiKeyStore store;

    KeyPages(ApiKeyRing ring, ApiKeyStore store) {
        this.ring = ring;
        this.store = store;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("keys", store.list(0, MOST));
        model.addAttribute("scopes", Scope.values());
        return "operator/keys";
    }

    /// The key is shown by the page that follows, once: a flash attribute lives for one page.
    @PostMapping
    String make(@RequestParam String label, @RequestParam(defaultValue = "") List<String> scopes,
            Principal principal, RedirectAttributes redirect) {
        if (label.isBlank() || label.length() > ApiKeysApi.LONGEST_LABEL
                || scopes.isEmpty() || scopes.stream().anyMatch(code -> Scope.ofCode(code).isEmpty())) {
            Flash.refused("operator.key.refused", ApiKeysApi.LONGEST_LABEL).on(redirect);
            return PAGE;
        }
        ApiKeyRing.Made made = ring.make(label.strip(), scopes, Actor.of(principal));
        redirect.addFlashAttribute("fresh", made.key());
        return PAGE;
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable long id, Principal principal, RedirectAttributes redirect) {
        boolean revoked = ring.revoke(id, Actor.of(principal));
        (revoked ? Flash.done("operator.key.revoked") : Flash.nothing("operator.key.gone")).on(redirect);
        return PAGE;
    }
}
