package heed.profile.ending;

import heed.ledger.Actor;
import heed.profile.data.ProfileEnding;
import heed.profile.data.ProfileViewStore;
import heed.profile.page.PersonHead;
import heed.profile.page.PersonHeads;
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

/// `/profiles/{key}/delete` and `/profiles/{key}/revive`: what goes, what stays, and why it is done. Neither has
/// an undo: what is deleted is gone, and a deletion would take more than the revival brought.
@Pages
@RequestMapping("/profiles/{key}")
class EndingPages {
    private static final String DELETE = "delete";

    private final PersonHeads heads;
    private final ProfileViewStore views;
    private final ProfileEnding ending;

    EndingPages(PersonHeads heads, ProfileViewStore views, ProfileEnding ending) {
        this.heads = heads;
        this.views = views;
        this.ending = ending;
    }

    /// What a deletion would change; of a deleted profile, what a revival would.
    @GetMapping("/delete")
    String show(@PathVariable String key, Model model) {
        PersonHead person = person(key);
        model.addAttribute("person", person);
        model.addAttribute("alias", person.key().equals(key) ? null : key);
        // Expects profiles_key_key, then the primary keys of what hangs on one profile.
        model.addAttribute("loss", views.find(person.key()).map(Loss::of).orElse(null));
        return "person/delete";
    }

    @PostMapping("/delete")
    String delete(@PathVariable String key, @RequestParam(defaultValue = "") String reason, Principal principal,
            RedirectAttributes redirect) {
        PersonHead person = person(key);
        String page = "redirect:" + person.at(DELETE);
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return page;
        }
        try {
            ending.delete(key, Actor.of(principal), reason.strip());
            Flash.done("person.deleted", key).on(redirect);
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return page;
    }

    @PostMapping("/revive")
    String revive(@PathVariable String key, @RequestParam(defaultValue = "") String reason, Principal principal,
            RedirectAttributes redirect) {
        PersonHead person = person(key);
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return "redirect:" + person.at(DELETE);
        }
        try {
            ending.revive(key, Actor.of(principal), reason.strip());
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
            return "redirect:" + person.at(DELETE);
        }
        Flash.done("person.revived", key).on(redirect);
        return "redirect:" + person.path();
    }

    private PersonHead person(String key) {
        return heads.of(key).orElseThrow(() -> Problem.notFound("there is no profile with this key"));
    }
}
