package heed.landingpage.editor;

import heed.ledger.Actor;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What is done to a landing page as a whole, and the undo of everything that is done to one.
@Pages
@RequestMapping("/landing-pages/{id:[0-9]{1,9}}")
class ActPages {
    private static final String UNDO = "undo";

    private final Publishing publishing;
    private final PersonLinks links;

    ActPages(Publishing publishing, PersonLinks links) {
        this.publishing = publishing;
        this.links = links;
    }

    /// Shows one person's own link to the page, once: it stands in no address of the console. Changes nothing.
    @PostMapping("/link")
    String link(@PathVariable int id, @RequestParam(defaultValue = "") String person, RedirectAttributes redirect) {
        LandingPage page = publishing.page(id);
        try {
            redirect.addFlashAttribute("own", links.of(page, person.strip(), 0, 0));
        } catch (Problem nobody) {
            Flash.refused("landing.links.nobody").on(redirect);
        }
        return editor(id) + "#links";
    }

    @PostMapping("/unpublish")
    String unpublish(@PathVariable int id, @RequestParam(defaultValue = "") String reason, Principal principal,
            RedirectAttributes redirect) {
        publishing.page(id);
        String why = FormField.text(reason);
        if (why == null) {
            Flash.refused("page.reason.missing").on(redirect);
            return editor(id);
        }
        int version = publishing.unpublish(id, why, Actor.of(principal));
        (version == 0
                ? Flash.nothing("landing.unpublished.same")
                : Flash.done("landing.unpublished").undo(EditorPages.path(id) + "/reopen",
                        Map.of("version", Integer.toString(version))))
                .on(redirect);
        return editor(id);
    }

    /// Takes back what publishing or unpublishing did.
    ///
    /// @param version that is to be open; 0: none
    @PostMapping("/reopen")
    String reopen(@PathVariable int id, @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = UNDO) String reason, Principal principal, RedirectAttributes redirect) {
        publishing.page(id);
        if (version == 0) {
            publishing.unpublish(id, reason, Actor.of(principal));
            Flash.done("landing.unpublished").on(redirect);
        } else {
            publishing.reopen(id, version, reason, Actor.of(principal));
            Flash.done("landing.published", version).on(redirect);
        }
        return editor(id);
    }

    @PostMapping("/delete")
    String delete(@PathVariable int id, @RequestParam(defaultValue = "") String reason, Principal principal,
            RedirectAttributes redirect) {
        String label = publishing.page(id).draft().label();
        String why = FormField.text(reason);
        if (why == null) {
            Flash.refused("page.reason.missing").on(redirect);
            return editor(id);
        }
        publishing.delete(id, why, Actor.of(principal));
        Flash.done("landing.deleted", label).undo(EditorPages.path(id) + "/restore", Map.of()).on(redirect);
        return "redirect:/landing-pages";
    }

    @PostMapping("/restore")
    String restore(@PathVariable int id, @RequestParam(defaultValue = UNDO) String reason, Principal principal,
            RedirectAttributes redirect) {
        if (!publishing.restore(id, reason, Actor.of(principal))) {
            Flash.refused("landing.restored.not").on(redirect);
            return "redirect:/landing-pages";
        }
        Flash.done("landing.restored").on(redirect);
        return editor(id);
    }

    /// Back to the draft before the last change.
    @PostMapping("/undo")
    String undo(@PathVariable int id, @RequestParam(defaultValue = "0") int revision, RedirectAttributes redirect) {
        LandingPage page = publishing.page(id);
        if (page.revision() != revision) {
            Flash.refused("landing.undone.not").on(redirect);
            return editor(id);
        }
        publishing.back(id, revision);
        Flash.done("landing.undone").on(redirect);
        return editor(id);
    }

    private static String editor(int id) {
        return "redirect:" + EditorPages.path(id);
    }
}
