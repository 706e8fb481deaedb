package heed.subscription.page;

import heed.profile.ProfileRef;
import heed.rules.SubscriptionStatus;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.SubscriptionListStore;
import heed.subscription.SubscriptionListStore.Filter;
import heed.subscription.SubscriptionListStore.Subscriber;
import heed.subscription.growth.GrowthStore;
import heed.subscription.service.ServiceChanges;
import heed.web.Code;
import heed.web.Page;
import heed.web.Paging;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.PageLink;
import heed.web.page.Pages;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/services/{name}/subscribers`: who is subscribed, by state or one person; one more is subscribed, one unsubscribed.
@Pages
class SubscriberPages {
    private static final String LIST = "subscribers-page";

    private final ServiceStore services;
    private final SubscriptionListStore subscriptions;
    private final NamedPersonStore people;
    private final Wishes wishes;
    private final Clock clock;

    SubscriberPages(ServiceStore services, SubscriptionListStore subscriptions, NamedPersonStore people, Wishes wishes,
            Clock clock) {
        this.services = services;
        this.subscriptions = subscriptions;
        this.people = people;
        this.wishes = wishes;
        this.clock = clock;
    }

    /// The filters as the form sends them: empty leaves a field open.
    ///
    /// @param q a key or an address in full
    /// @param soon only those that end by themselves soon
    record Query(@Nullable String state, @Nullable String q, @Nullable Boolean soon) {

        boolean endsSoon() {
            return Boolean.TRUE.equals(soon);
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Query[" + state + "]";
        }
    }

    @GetMapping("/services/{name}/subscribers")
    String list(@PathVariable String name, Query query, @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        ServiceDefinition service = services.find(name).orElseThrow(ServiceChanges::unknown);
        Paging paging = Paging.of(null, cursor, LIST, service.id(), query.state(), query.q(), query.soon());
        model.addAttribute("service", service);
        model.addAttribute("query", query);
        model.addAttribute("states", SubscriptionStatus.values());
        model.addAttribute("page", page(service, query, paging));
        return "subscription/subscribers";
    }

    /// Subscribes or unsubscribes the person whose key or address was typed.
    @PostMapping("/services/{name}/subscriptions")
    String wish(@PathVariable String name, @RequestParam(defaultValue = "") String who, Wishes.Form form,
            Principal principal, Locale locale, RedirectAttributes redirect) {
        ServiceDefinition service = services.find(name).orElseThrow(ServiceChanges::unknown);
        String back = PageLink.toService(service.name());
        String text = FormField.text(who);
        List<ProfileRef> meant = text == null ? List.of() : people.called(text);
        (switch (meant.size()) {
            case 0 -> Flash.refused("subscription.nobody");
            case 1 -> wishes.grant(service.name(), meant.getFirst(), form, principal, back, locale);
            default -> Flash.refused("subscription.several", meant.size());
        }).on(redirect);
        return "redirect:" + back;
    }

    private Page<Subscriber> page(ServiceDefinition service, Query query, Paging paging) {
        SubscriptionStatus status = Code.optional("state", FormField.text(query.state()), SubscriptionStatus.values(),
                SubscriptionStatus::code).orElse(query.endsSoon() ? SubscriptionStatus.ACTIVE : null);
        String text = FormField.text(query.q());
        // By subscriptions_state or the primary key, page by page; a person by profiles_key_key or addresses.
        Filter filter = new Filter(status, query.endsSoon() ? soon() : null,
                text == null ? null : people.called(text).stream().map(ProfileRef::id).toList());
        return paging.page(subscriptions.list(service.id(), filter, paging.afterNumber(0), paging.fetch()),
                row -> List.of(row.id()));
    }

    /// The end of the last day that counts as soon, as the figure counts it.
    private Instant soon() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(GrowthStore.SOON + 1L)
                .atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
