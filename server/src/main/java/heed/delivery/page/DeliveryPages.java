package heed.delivery.page;

import heed.delivery.Analyses;
import heed.delivery.Analysis;
import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.delivery.DeliveryState;
import heed.delivery.handoff.HandedOff;
import heed.delivery.handoff.HandedOffStore;
import heed.delivery.page.DeliveryListStore.Listed;
import heed.ledger.Actor;
import heed.rules.Channel;
import heed.web.Code;
import heed.web.Paging;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/deliveries`: every delivery, how far it is, its waterfall, and preparing it.
@Pages
@RequestMapping("/deliveries")
class DeliveryPages {
    private static final int ORDER = 20;
    private static final String LIST = "deliveries-page";
    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final String UNDO = "undo";

    private final Deliveries deliveries;
    private final DeliveryListStore list;
    private final Analyses analyses;
    private final HandedOffStore handedOff;

    DeliveryPages(Deliveries deliveries, DeliveryListStore list, Analyses analyses, HandedOffStore handedOff) {
        this.deliveries = deliveries;
        this.list = list;
        this.analyses = analyses;
        this.handedOff = handedOff;
    }

    @Bean
    static MenuItem deliveryMenu() {
        return new MenuItem(ORDER, "/deliveries", "delivery.deliveries", "send");
    }

    /// The filters as the form sends them: empty leaves a field open.
    record Query(@Nullable String channel, @Nullable String state) {

        @Nullable
        Channel onChannel() {
            return Code.optional("channel", FormField.text(channel), Channel.values(), Channel::code).orElse(null);
        }

        @Nullable
        DeliveryState inState() {
            return Code.optional("state", FormField.text(state), DeliveryState.values(), DeliveryState::code)
                    .orElse(null);
        }

        /// Whether every delivery is asked for.
        public boolean open() {
            return FormField.text(channel) == null && FormField.text(state) == null;
        }
    }

    @GetMapping
    String list(Query query, @RequestParam(required = false) @Nullable String cursor, Model model) {
        Paging paging = Paging.of(null, cursor, LIST, query.channel(), query.state());
        List<Listed> rows = list.page(query.onChannel(), query.inState(), paging.afterNumber(Long.MAX_VALUE),
                paging.fetch());
        model.addAttribute("query", query);
        model.addAttribute("page", paging.page(rows, one -> List.of(one.id())));
        model.addAttribute("channels", Channel.values());
        model.addAttribute("states", DeliveryState.values());
        return "delivery/list";
    }

    @GetMapping(ONE)
    String show(@PathVariable long id, Model model) {
        fill(id, model);
        return "delivery/delivery";
    }

    /// The part of the page that moves while it is prepared.
    @GetMapping(ONE + "/progress")
    String progress(@PathVariable long id, Model model) {
        fill(id, model);
        return "delivery/delivery :: part";
    }

    /// Prepares it, or prepares it again; where that runs already, it goes on.
    @PostMapping(ONE + "/analysis")
    String prepare(@PathVariable long id, Principal principal, RedirectAttributes redirect) {
        deliveries.get(id);
        try {
            analyses.prepare(id, Actor.of(principal));
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return "redirect:/deliveries/" + id;
    }

    @PostMapping(ONE + "/delete")
    String delete(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Principal principal,
            RedirectAttributes redirect) {
        Delivery gone = deliveries.get(id);
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return "redirect:/deliveries/" + id;
        }
        try {
            deliveries.delete(id, reason.strip(), Actor.of(principal));
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
            return "redirect:/deliveries/" + id;
        }
        Flash.done("delivery.deleted", gone.plan().label())
                .undo("/deliveries/" + id + "/restore", Map.of("reason", UNDO)).on(redirect);
        return "redirect:/deliveries";
    }

    /// Undoes the deletion.
    @PostMapping(ONE + "/restore")
    String restore(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Principal principal,
            RedirectAttributes redirect) {
        String why = FormField.text(reason);
        Delivery back = deliveries.restore(id, why == null ? UNDO : why, Actor.of(principal));
        Flash.done("delivery.restored", back.plan().label()).on(redirect);
        return "redirect:/deliveries/" + id;
    }

    /// Counts only, each by primary key or the delivery's own index: nobody reads a bitmap to show this.
    private void fill(long id, Model model) {
        Delivery delivery = deliveries.get(id);
        Analysis analysis = analyses.find(id).orElse(null);
        model.addAttribute("delivery", delivery);
        model.addAttribute("audience", AudienceWords.of(delivery.plan().audience()));
        model.addAttribute("analysis", analysis);
        model.addAttribute("picture", analysis == null || analysis.result() == null
                ? null
                : WaterfallPicture.of(analysis.result().counts()));
        HandedOff left = handedOff.of(id).orElse(null);
        model.addAttribute("handedOff", left);
        model.addAttribute("returned", left == null ? null : handedOff.returned(id, left.people()));
    }
}
