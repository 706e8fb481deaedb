package heed.subscription.service;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceDeletion;
import heed.subscription.ServiceStore;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Services: the topics people subscribe to (4-api "Services and subscriptions").
@RestController
@RequestMapping("/api/v1/services")
class ServiceApi {

    private final ServiceStore store;
    private final ServiceDeletion deletion;
    private final LedgerStore ledger;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    ServiceApi(ServiceStore store, ServiceDeletion deletion, LedgerStore ledger, TransactionTemplate transaction,
            JsonMapper json, Clock clock) {
        this.store = store;
        this.deletion = deletion;
        this.ledger = ledger;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    Page<ServiceView> list(@RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor, "services");
        String after = paging.after().isEmpty() ? "" : paging.after().getFirst();
        Page<ServiceDefinition> page = paging.page(store.list(after, paging.fetch()), s -> List.of(s.name()));
        return new Page<>(page.items().stream().map(ServiceView::of).toList(), page.nextCursor());
    }

    @PostMapping
    ResponseEntity<ServiceView> post(@RequestBody ServiceView body, @Nullable Principal principal) {
        if (body.createdAt() != null) {
            throw Problem.badRequest("createdAt", "cannot be set");
        }
        ServiceDefinition service = body.definition(0, clock.instant().truncatedTo(ChronoUnit.MICROS));
        transaction.executeWithoutResult(_ -> create(service, Actor.of(principal)));
        URI location = URI.create("/api/v1/services/" + segment(service.name()));
        return ResponseEntity.created(location).body(ServiceView.of(service));
    }

    @GetMapping("/{name}")
    ServiceView get(@PathVariable String name) {
        return ServiceView.of(store.find(name).orElseThrow(ServiceApi::unknown));
    }

    @PatchMapping("/{name}")
    ServiceView patch(@PathVariable String name, @RequestBody ObjectNode body, @Nullable Principal principal) {
        if (body.has("createdAt")) {
            throw Problem.badRequest("createdAt", "cannot be set");
        }
        transaction.executeWithoutResult(_ -> change(name, body, Actor.of(principal)));
        return get(name);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(required = false) @Nullable String reason,
            @Nullable Principal principal) {
        deletion.delete(name, Actor.of(principal), reason);
    }

    private void create(ServiceDefinition service, Actor actor) {
        int id = store.insert(service)
                .orElseThrow(() -> Problem.conflict("there is a service of this name already"));
        ledger.append(Entry.of(Kind.SERVICE_CREATED, service.createdAt(), actor, Source.OPERATOR)
                .touching(Touched.service(id)).change(null, tree(service)));
    }

    private void change(String name, ObjectNode patch, Actor actor) {
        ServiceDefinition before = store.lock(name).orElseThrow(ServiceApi::unknown);
        ObjectNode merged = (ObjectNode) tree(before);
        merge(merged, patch);
        ServiceDefinition after = json.treeToValue(merged, ServiceView.class).definition(before.id(),
                before.createdAt());
        if (!after.name().equals(before.name())) {
            throw Problem.badRequest("name", "never changes");
        }
        if (!after.equals(before)) {
            store.update(after);
            Instant now = clock.instant();
            ledger.append(Entry.of(Kind.SERVICE_CHANGED, now, actor, Source.OPERATOR)
                    .touching(Touched.service(before.id())).change(tree(before), tree(after)));
        }
    }

    /// RFC 7396: objects merge, null removes, everything else replaces.
    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode old = target.get(field.getKey());
            if (field.getValue() instanceof ObjectNode part && old instanceof ObjectNode whole) {
                merge(whole, part);
            } else if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private JsonNode tree(ServiceDefinition service) {
        return json.valueToTree(ServiceView.of(service));
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Problem unknown() {
        return Problem.notFound("there is no service of this name");
    }
}
