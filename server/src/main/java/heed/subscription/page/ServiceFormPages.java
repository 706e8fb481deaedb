package heed.subscription.page;

import heed.ledger.Actor;
import heed.rules.Channel;
import heed.subscription.Confirmation;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceDeletion;
import heed.subscription.ServiceStore;
import heed.subscription.growth.GrowthStore;
import heed.subscription.growth.Standing;
import heed.subscription.service.ServiceChanges;
import heed.subscription.service.ServiceChanges.Edited;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.PageLink;
import heed.web.page.Pages;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/services/new`, `/services/{name}/edit` and `/services/{name}/delete`. What cannot be taken comes back as it was
/// typed.
@Pages
class ServiceFormPages {

    /// What the words of a message may name.
    private static final String PLACES = "{{service}}, {{unsubscribeUrl}}, {{preferencesUrl}}, {{profile.first_name}}";

    private final ServiceStore services;
    private final ServiceChanges changes;
    private final ServiceDeletion deletion;
    private final GrowthStore growth;

    ServiceFormPages(ServiceStore services, ServiceChanges changes, ServiceDeletion deletion, GrowthStore growth) {
        this.services = services;
        this.changes = changes;
        this.deletion = deletion;
        this.growth = growth;
    }

    /// The service whose name is `new` has its page at `/services/new?service`.
    @GetMapping(path = "/services/new", params = "!service")
    String form(Model model) {
        return show(null, ServiceForm.NEW, null, model);
    }

    @PostMapping("/services")
    String make(@RequestParam Map<String, String> typed, Principal principal, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        ServiceForm form = new ServiceForm(typed);
        ServiceDefinition made;
        try {
            made = changes.make(form.view(), Actor.of(principal));
        } catch (Problem refused) {
            response.setStatus(refused.status().value());
            return show(null, form, refused, model);
        }
        Flash.done("subscription.made", made.label())
                .undo(PageLink.belowService(made.name(), "delete"), Map.of("reason", "undo", "unused", "true"))
                .on(redirect);
        return "redirect:" + PageLink.toService(made.name());
    }

    @GetMapping("/services/{name}/edit")
    String edit(@PathVariable String name, Model model) {
        ServiceDefinition service = find(name);
        return show(service, ServiceForm.of(service), null, model);
    }

    @PostMapping("/services/{name}/edit")
    String edit(@PathVariable String name, @RequestParam Map<String, String> typed, Principal principal, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        ServiceDefinition before = find(name);
        ServiceForm form = new ServiceForm(typed);
        if (!ServiceForm.version(before).equals(form.shown())) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("stale", true);
            return show(before, form.at(ServiceForm.version(before)), null, model);
        }
        Edited edited;
        try {
            edited = changes.edit(name, form::over, Actor.of(principal));
        } catch (Problem refused) {
            response.setStatus(refused.status().value());
            return show(before, form, refused, model);
        }
        (edited.changed()
                ? Flash.done("subscription.edited", edited.after().label()).undo(PageLink.belowService(name, "edit"),
                        ServiceForm.of(edited.before()).at(ServiceForm.version(edited.after())).typed())
                : Flash.nothing("subscription.edited.nothing"))
                .on(redirect);
        return "redirect:" + PageLink.toService(name);
    }

    @GetMapping("/services/{name}/delete")
    String delete(@PathVariable String name, Model model) {
        ServiceDefinition service = find(name);
        model.addAttribute("service", service);
        model.addAttribute("standing", standing(service));
        return "subscription/delete";
    }

    /// @param unused only while nobody ever had a subscription: the undo of making it
    @PostMapping("/services/{name}/delete")
    String delete(@PathVariable String name, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean unused, Principal principal, RedirectAttributes redirect) {
        ServiceDefinition service = find(name);
        String why = FormField.text(reason);
        if (why == null) {
            Flash.refused("page.reason.missing").on(redirect);
            return "redirect:" + PageLink.belowService(name, "delete");
        }
        if (unused && !standing(service).isEmpty()) {
            Flash.refused("subscription.used").on(redirect);
            return "redirect:" + PageLink.toService(name);
        }
        deletion.delete(name, Actor.of(principal), why);
        Flash.done("subscription.deleted", service.label()).on(redirect);
        return "redirect:/services";
    }

    private String show(@Nullable ServiceDefinition service, ServiceForm form, @Nullable Problem refused,
            Model model) {
        String wrong = refused == null || refused.fields().isEmpty()
                ? null
                : refused.fields().getFirst().field().replace("confirmationText.", "");
        model.addAttribute("service", service);
        model.addAttribute("form", form);
        model.addAttribute("wrong", wrong);
        model.addAttribute("problem", refused == null ? null : refused.getMessage());
        model.addAttribute("channels", Channel.values());
        model.addAttribute("units", Validity.UNITS);
        model.addAttribute("confirmations", Confirmation.values());
        model.addAttribute("acts", ServiceForm.ACTS);
        model.addAttribute("places", PLACES);
        return "subscription/form";
    }

    private ServiceDefinition find(String name) {
        return services.find(name).orElseThrow(ServiceChanges::unknown);
    }

    private Standing standing(ServiceDefinition service) {
        return Objects.requireNonNullElse(growth.standing(List.of(service.id())).get(service.id()), Standing.NOBODY);
    }
}
