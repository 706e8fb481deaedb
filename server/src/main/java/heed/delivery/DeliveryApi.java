package heed.delivery;

import heed.ledger.Actor;
import heed.web.Page;
import heed.web.Paging;
import java.net.URI;
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

/// Deliveries: make, list, read, edit, delete.
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveryApi {
    private final Deliveries deliveries;
    private final DeliveryStore store;
    private final DeliveryParser parser;

    DeliveryApi(Deliveries deliveries, DeliveryStore store, DeliveryParser parser) {
        this.deliveries = deliveries;
        this.store = store;
        this.parser = parser;
    }

    @PostMapping
    ResponseEntity<ObjectNode> make(@RequestBody ObjectNode body, Principal caller) {
        Delivery made = deliveries.make(parser.parse(body), Actor.of(caller));
        return ResponseEntity.created(URI.create("/api/v1/deliveries/" + made.id())).body(DeliveryView.delivery(made));
    }

    /// Newest first.
    @GetMapping
    Page<ObjectNode> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor, "deliveries");
        Page<Delivery> page = paging.page(store.page(paging.afterNumber(Long.MAX_VALUE), paging.fetch()),
                delivery -> List.of(delivery.id()));
        return new Page<>(page.items().stream().map(DeliveryView::delivery).toList(), page.nextCursor());
    }

    @GetMapping("/{id}")
    ObjectNode get(@PathVariable long id) {
        return DeliveryView.delivery(deliveries.get(id));
    }

    @PatchMapping("/{id}")
    ObjectNode edit(@PathVariable long id, @RequestBody ObjectNode patch, Principal caller) {
        return DeliveryView.delivery(deliveries.edit(id, parser, patch, Actor.of(caller)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, Principal caller) {
        deliveries.delete(id, null, Actor.of(caller));
    }
}
