package heed.subscription;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// Deletes a service (semantics §3): its subscriptions end, its history stays, nobody becomes contactable by it.
@Component
public class ServiceDeletion {

    private static final int CHUNK = 10_000;

    private final JdbcClient jdbc;
    private final ServiceStore services;
    private final SubscriptionEnd ends;
    private final LedgerStore ledger;
    private final Clock clock;

    ServiceDeletion(JdbcClient jdbc, ServiceStore services, SubscriptionEnd ends, LedgerStore ledger, Clock clock) {
        this.jdbc = jdbc;
        this.services = services;
        this.ends = ends;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// One transaction, whatever the number of subscribers.
    @Transactional
    public void delete(String name, Actor actor, @Nullable String reason) {
        ServiceDefinition service = services.lock(name)
                .orElseThrow(() -> Problem.notFound("there is no service of this name"));
        List<Integer> open = open(service.id());
        RoaringBitmap profiles = new RoaringBitmap();
        open.forEach(profiles::add);
        Instant now = clock.instant();
        long seq = ledger.append(Entry.of(Kind.SERVICE_DELETED, now, actor, actor.source())
                .touching(Touched.service(service.id()).andProfiles(profiles))
                .change(JsonNodeFactory.instance.objectNode().put("name", name), null).reason(reason));
        for (int from = 0; from < open.size(); from += CHUNK) {
            ends.end(open.subList(from, Math.min(open.size(), from + CHUNK)).stream()
                    .map(profile -> new SubscriptionKey(service.id(), profile)).toList(), now, actor.source(), seq);
        }
        services.delete(service.id(), now);
    }

    /// Everybody whose subscription is not ended, locked in the order of ids.
    private List<Integer> open(int serviceId) {
        // Expects the primary key of subscriptions, in order.
        return List.copyOf(jdbc.sql("""
                select p.id from subscriptions s join profiles p on p.id = s.profile_id
                where s.service_id = :service and s.state <> 4 order by p.id for no key update of p
                """).param("service", serviceId).query(Integer.class).list());
    }
}
