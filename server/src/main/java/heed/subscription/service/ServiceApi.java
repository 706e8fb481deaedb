package heed.subscription.service;

import heed.ledger.Actor;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceDeletion;
import heed.subscription.ServiceStore;
import heed.web.Page;
import heed.web.Paging;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import tools.jackson.databind.node.ObjectNode;

/// Services: the topics people subscribe to (4-api "Services and subscriptions").
@RestController
@RequestMapping("/api/v1/services")
class ServiceApi {

    private final ServiceStore store;
    private final ServiceChanges changes;
    private final ServiceDeletion deletion;

    ServiceApi(ServiceStore store, ServiceChanges changes, ServiceDeletion deletion) {
        this.store = store;
        this.changes = changes;
        this.deletion = deletion;
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
        ServiceDefinition service = changes.make(body, Actor.of(principal));
        URI location = URI.create("/api/v1/services/" + segment(service.name()));
        return ResponseEntity.created(location).body(ServiceView.of(service));
    }

    @GetMapping("/{name}")
    ServiceView get(@PathVariable String name) {
        return ServiceView.of(store.find(name).orElseThrow(ServiceChanges::unknown));
    }

    @PatchMapping("/{name}")
    ServiceView patch(@PathVariable String name, @RequestBody ObjectNode body, @Nullable Principal principal) {
        return ServiceView.of(changes.edit(name, body, Actor.of(principal)).after());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(required = false) @Nullable String reason,
            @Nullable Principal principal) {
        deletion.delete(name, Actor.of(principal), reason);
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
