package heed.subscription.service;

import heed.ledger.LedgerEntry;
import heed.ledger.LedgerReadStore;
import heed.subscription.ServiceStore;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// What happened to a service and its subscriptions, newest first; that of deleted services of the same name too.
@RestController
@RequestMapping("/api/v1/services/{name}/history")
class ServiceHistoryApi {

    private final ServiceStore services;
    private final LedgerReadStore ledger;

    ServiceHistoryApi(ServiceStore services, LedgerReadStore ledger) {
        this.services = services;
        this.ledger = ledger;
    }

    /// An entry of the ledger; `profile` is the key of whom it is about, null where it is about the service.
    record Item(long seq, Instant at, Instant recordedAt, String actor, String source, String kind,
            @Nullable String profile, ObjectNode change, @Nullable Long voidedBy, ObjectNode evidence) {

        static Item of(LedgerEntry entry) {
            return new Item(entry.seq(), entry.at(), entry.recordedAt(), entry.actor(), entry.source().code(),
                    entry.kind().code(), entry.profile(), entry.change(), entry.voidedBy(), entry.evidence());
        }
    }

    @GetMapping
    Page<Item> history(@PathVariable String name, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Set<Integer> ids = services.everNamed(name);
        if (ids.isEmpty()) {
            throw Problem.notFound("there never was a service of this name");
        }
        Paging paging = Paging.of(limit, cursor, "service-history", name);
        return paging.page(ledger.ofServices(ids, paging.afterNumber(Long.MAX_VALUE), paging.fetch()).stream()
                .map(Item::of).toList(), item -> List.of(item.seq()));
    }
}
