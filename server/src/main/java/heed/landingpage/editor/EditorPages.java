package heed.landingpage.editor;

import heed.landingpage.Control;
import heed.landingpage.PageDraft;
import heed.landingpage.editor.Publishing.Outcome;
import heed.ledger.Actor;
import heed.link.Links;
import heed.subscription.Confirmation;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.security.Principal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/landing-pages/{id}`: the editor of a page; saves the draft, publishes it.
@Pages
@RequestMapping("/landing-pages/{id:[0-9]{1,9}}")
class EditorPages {
    private static final int MOST_SERVICES = 500;

    private final Publishing publishing;
    private final DraftStore store;
    private final ServiceStore services;
    private final Links links;
    private final Clock clock;

    EditorPages(Publishing publishing, DraftStore store, ServiceStore services, Links links, Clock clock) {
        this.publishing = publishing;
        this.store = store;
        this.services = services;
        this.links = links;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable int id, ZoneId zone, Model model) {
        LandingPage page = publishing.page(id);
        return editor(page, EditForm.of(page, zone), null, model);
    }

    @PostMapping
    String save(@PathVariable int id, @RequestParam Map<String, String> typed, ZoneId zone, Model model,
            RedirectAttributes redirect) {
        LandingPage before = publishing.page(id);
        EditForm form = new EditForm(typed);
        try {
            LandingPage after = publishing.save(id, form.revision(), form.draft(zone));
            (after.revision() == before.revision()
                    ? Flash.nothing("landing.same")
                    : Flash.done("landing.saved").undo(path(id) + "/undo",
                            Map.of("revision", Integer.toString(after.revision()))))
                    .on(redirect);
            return "redirect:" + path(id);
        } catch (Problem refused) {
            return again(id, form, refused, model);
        }
    }

    /// Saves what was typed and opens it to visitors, or says what is missing.
    @PostMapping("/publish")
    String publish(@PathVariable int id, @RequestParam Map<String, String> typed, ZoneId zone, Principal principal,
            Model model, RedirectAttributes redirect) {
        publishing.page(id);
        EditForm form = new EditForm(typed);
        try {
            publishing.save(id, form.revision(), form.draft(zone));
        } catch (Problem refused) {
            return again(id, form, refused, model);
        }
        said(id, publishing.publish(id, Actor.of(principal))).on(redirect);
        return "redirect:" + path(id);
    }

    static String path(int id) {
        return "/landing-pages/" + id;
    }

    private static Flash said(int id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Published(int version, int before) -> Flash.done("landing.published", version)
                    .undo(path(id) + "/reopen", Map.of("version", Integer.toString(before)));
            case Outcome.Same(int version) -> Flash.nothing("landing.published.same", version);
            case Outcome.Refused(List<Lack> lacks) -> Flash.refused("landing.published.not", lacks.size());
        };
    }

    /// The form as it was typed, with what is wrong about it.
    private String again(int id, EditForm form, Problem refused, Model model) {
        LandingPage page = publishing.page(id);
        if (refused.status() == HttpStatus.PRECONDITION_FAILED) {
            return editor(page, form.at(page.revision()), "stale", model);
        }
        String field = refused.fields().isEmpty() ? "form" : refused.fields().getFirst().field();
        return editor(page, form, field.replaceFirst("\\..*", ""), model);
    }

    private String editor(LandingPage page, EditForm form, @Nullable String wrong, Model model) {
        model.addAttribute("page", page);
        model.addAttribute("form", form);
        model.addAttribute("wrong", wrong);
        model.addAttribute("state", page.state(clock.instant()));
        model.addAttribute("changed", publishing.isChanged(page));
        model.addAttribute("lacks", publishing.lacks(page));
        model.addAttribute("twice", confirmsTwice(page.draft()));
        model.addAttribute("languages", EditForm.languages());
        model.addAttribute("controls", Control.values());
        model.addAttribute("services", services.list("", MOST_SERVICES));
        model.addAttribute("versions", store.versions(page.id()));
        String url = links.url("/page/" + page.name()).toString();
        model.addAttribute("url", url);
        model.addAttribute("qr", QrCode.of(url));
        return "landing/editor";
    }

    /// Do both the page and its service send a message?
    private boolean confirmsTwice(PageDraft draft) {
        Integer linked = draft.serviceId();
        if (linked == null || draft.message() == null) {
            return false;
        }
        ServiceDefinition service = services.living(List.of(linked)).get(linked);
        return service != null && service.confirmation() != Confirmation.NONE;
    }
}
