package heed.subscription;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.rules.SubscriptionStatus;
import heed.subscription.SubscriptionListStore.Filter;
import heed.subscription.SubscriptionListStore.Subscriber;
import heed.subscription.Subscriptions.Answer;
import heed.subscription.Subscriptions.Said;
import heed.subscription.Subscriptions.Whose;
import heed.web.Code;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Who is subscribed to a service (4-api "Services and subscriptions").
@RestController
@RequestMapping("/api/v1/services/{name}/subscriptions")
class SubscriptionApi {

    private final ServiceStore services;
    private final Subscriptions subscriptions;
    private final SubscriptionListStore list;

    SubscriptionApi(ServiceStore services, Subscriptions subscriptions, SubscriptionListStore list) {
        this.services = services;
        this.subscriptions = subscriptions;
        this.list = list;
    }

    /// What a PUT says; every field may be left out.
    record Subscribe(@Nullable String source, @Nullable Instant at, @Nullable Boolean confirmed,
            @Nullable ObjectNode evidence, @Nullable String reason) {

        static final Subscribe NOTHING = new Subscribe(null, null, null, null, null);
    }

    /// A subscriber as the list shows it.
    record Shown(String profile, String state, @Nullable Instant since, @Nullable Instant until, String source) {}

    @GetMapping
    Page<Shown> list(@PathVariable String name, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        ServiceDefinition service = services.find(name)
                .orElseThrow(() -> Problem.notFound("there is no service of this name"));
        SubscriptionStatus status = Code.optional("state", state, SubscriptionStatus.values(),
                SubscriptionStatus::code).orElse(null);
        Paging paging = Paging.of(limit, cursor, "subscriptions", service.id(), state);
        Page<Subscriber> page = paging.page(list.list(service.id(), new Filter(status, null, null),
                paging.afterNumber(0), paging.fetch()), row -> List.of(row.id()));
        return new Page<>(page.items().stream().map(row -> new Shown(row.profile(), row.state(), row.since(),
                row.until(), row.source())).toList(), page.nextCursor());
    }

    @PutMapping("/{profileKey}")
    Answer subscribe(@PathVariable String name, @PathVariable String profileKey,
            @RequestBody(required = false) @Nullable Subscribe body, @Nullable Principal principal) {
        Subscribe said = Optional.ofNullable(body).orElse(Subscribe.NOTHING);
        ObjectNode evidence = said.evidence();
        boolean confirmed = Boolean.TRUE.equals(said.confirmed());
        if (confirmed && (evidence == null || evidence.isEmpty())) {
            throw Problem.badRequest("evidence", "is missing: confirmed says that there was a consent before");
        }
        return subscriptions.subscribe(new Whose(name, profileKey), confirmed, new Said(said.at(),
                source(said.source()), Actor.of(principal), said.reason(),
                evidence == null ? SubscriptionJson.object() : evidence));
    }

    @DeleteMapping("/{profileKey}")
    Answer unsubscribe(@PathVariable String name, @PathVariable String profileKey,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Instant at, @Nullable Principal principal) {
        return subscriptions.unsubscribe(new Whose(name, profileKey),
                new Said(at, source(source), Actor.of(principal), reason, SubscriptionJson.object()));
    }

    private static Source source(@Nullable String code) {
        return Code.optional("source", code, Source.values(), Source::code).orElse(Source.API);
    }
}
