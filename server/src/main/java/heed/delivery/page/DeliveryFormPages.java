package heed.delivery.page;

import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.delivery.DeliveryParser;
import heed.delivery.DeliveryState;
import heed.exchange.ImportStore;
import heed.ledger.Actor;
import heed.rules.Channel;
import heed.rules.Typology;
import heed.subscription.ServiceStore;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.security.Principal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.ObjectNode;

/// A delivery is put together, and edited until it is handed off. What may be said is for the parser of the API's
/// bodies; here its refusal is shown at the field.
@Pages
@RequestMapping("/deliveries")
class DeliveryFormPages {
    private static final String ONE = "/{id:[0-9]{1,18}}";

    /// So many services and imports are offered; any other one is typed.
    private static final int OFFERED = 100;

    private static final Set<String> FIELDS = Set.of("label", "channel", "typology", "service", "contactDate",
            "audience", "keys", "audienceService", "audienceImport");

    private final Deliveries deliveries;
    private final DeliveryParser parser;
    private final ServiceStore services;
    private final ImportStore imports;

    DeliveryFormPages(Deliveries deliveries, DeliveryParser parser, ServiceStore services, ImportStore imports) {
        this.deliveries = deliveries;
        this.parser = parser;
        this.services = services;
        this.imports = imports;
    }

    /// An empty form, or one filled in by the page's address.
    @GetMapping("/new")
    String form(DeliveryForm said, Model model) {
        return show(null, said.over(DeliveryForm.USUAL), null, model);
    }

    @PostMapping
    String make(DeliveryForm said, ZoneId zone, Principal principal, Model model, RedirectAttributes redirect) {
        Delivery made;
        try {
            made = deliveries.make(parser.parse(said.body(DeliveryForm.NOTHING, zone)), Actor.of(principal));
        } catch (Problem refused) {
            return show(null, said.over(DeliveryForm.USUAL), refused, model);
        }
        Flash.done("delivery.made", made.plan().label())
                .undo("/deliveries/" + made.id() + "/delete", Map.of("reason", "undo")).on(redirect);
        return "redirect:/deliveries/" + made.id();
    }

    @GetMapping(ONE + "/edit")
    String edit(@PathVariable long id, ZoneId zone, Model model) {
        Delivery delivery = deliveries.get(id);
        return show(delivery, DeliveryForm.of(delivery.plan(), zone), null, model);
    }

    /// @param version of what the form showed; when it was changed since, the form comes back as it was typed, to be saved
    ///     once more
    @PostMapping(ONE)
    String edit(@PathVariable long id, DeliveryForm said, @RequestParam(defaultValue = "") String version, ZoneId zone,
            Principal principal, Model model, RedirectAttributes redirect) {
        Delivery before = deliveries.get(id);
        DeliveryForm shown = DeliveryForm.of(before.plan(), zone);
        if (!before.updatedAt().toString().equals(version)) {
            model.addAttribute("stale", true);
            return show(before, said.over(shown), null, model);
        }
        ObjectNode edit = said.body(shown, zone);
        Delivery after;
        try {
            after = deliveries.edit(id, parser, edit, Actor.of(principal));
        } catch (Problem refused) {
            return show(before, said.over(shown), refused, model);
        }
        edited(before, after, shown.takingBack(edit)).on(redirect);
        return "redirect:/deliveries/" + id;
    }

    private static Flash edited(Delivery before, Delivery after, Map<String, String> undo) {
        if (after.updatedAt().equals(before.updatedAt())) {
            return Flash.nothing("delivery.same");
        }
        Flash done = before.state() == DeliveryState.PREPARED && after.state() == DeliveryState.DRAFT
                ? Flash.done("delivery.edited.draft")
                : Flash.done("delivery.edited");
        if (undo.isEmpty()) {
            return done;
        }
        undo.put("version", after.updatedAt().toString());
        return done.undo("/deliveries/" + after.id(), undo);
    }

    private String show(@Nullable Delivery delivery, DeliveryForm said, @Nullable Problem refused, Model model) {
        String wrong = refused == null ? null : field(refused);
        model.addAttribute("delivery", delivery);
        model.addAttribute("said", said);
        model.addAttribute("keysHidden", delivery != null && DeliveryForm.hidesKeys(delivery.plan()));
        model.addAttribute("wrong", wrong);
        model.addAttribute("problem",
                refused == null || FIELDS.contains(String.valueOf(wrong)) ? null : refused.getMessage());
        model.addAttribute("channels", Channel.values());
        model.addAttribute("typologies", List.of(Typology.MARKETING, Typology.TRANSACTIONAL));
        model.addAttribute("services", services.list("", OFFERED));
        model.addAttribute("imports", imports.list(Long.MAX_VALUE, OFFERED));
        return "delivery/form";
    }

    /// The field of the form that holds what the parser calls so.
    private static String field(Problem refused) {
        String name = refused.fields().isEmpty() ? "" : refused.fields().getFirst().field();
        return switch (name) {
            case "audience.name" -> "audienceService";
            case "audience.id" -> "audienceImport";
            default -> name.startsWith("audience.keys") ? "keys" : name.startsWith("audience") ? "audience" : name;
        };
    }
}
