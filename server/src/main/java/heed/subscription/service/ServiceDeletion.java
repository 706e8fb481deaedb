package heed.subscription.service;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.SubscriptionEnd;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/// Deletes a service (semantics §3): its subscriptions end, its history stays, nobody becomes contactable by it.
@Component
public class ServiceDeletion {

    /// So many end in a small part of a second.
    private static final int CHUNK = 2_000;

    private final JdbcClient jdbc;
    private final ServiceStore services;
    private final SubscriptionEnd ends;
    private final LedgerStore ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ServiceDeletion(JdbcClient jdbc, ServiceStore services, SubscriptionEnd ends, LedgerStore ledger,
            TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.services = services;
        this.ends = ends;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// So that nobody who leaves waits for it, subscribers end in short transactions first, each with an entry of its own;
    /// the last one ends who came meanwhile, and deletes. Broken off, some have ended and the service lives: deleting it
    /// again goes on.
    public void delete(String name, Actor actor, @Nullable String reason) {
        ServiceDefinition service = services.find(name).orElseThrow(ServiceDeletion::unknown);
        int last = 0;
        while (last != Integer.MAX_VALUE) {
            int after = last;
            last = Objects.requireNonNull(transaction.execute(_ -> endNext(service.id(), after, actor, reason)));
        }
        transaction.executeWithoutResult(_ -> finish(service, actor, reason));
    }

    /// Ends so many after that profile, and answers the last of them; the greatest number where the rest is for the last
    /// transaction.
    private int endNext(int serviceId, int after, Actor actor, @Nullable String reason) {
        // The service first, then the profiles, as everybody does; who leaves holds it too, and does not wait.
        ServiceDefinition service = services.holdEver(serviceId).filter(one -> !one.deleted())
                .orElseThrow(ServiceDeletion::unknown).service();
        List<Integer> open = open(serviceId, after);
        if (open.size() < CHUNK) {
            return Integer.MAX_VALUE;
        }
        end(service, open, actor, reason);
        return open.getLast();
    }

    private void finish(ServiceDefinition found, Actor actor, @Nullable String reason) {
        ServiceDefinition service = services.lock(found.name()).filter(one -> one.id() == found.id())
                .orElseThrow(ServiceDeletion::unknown);
        List<Integer> open = open(service.id(), 0);
        while (open.size() == CHUNK) {
            end(service, open, actor, reason);
            open = open(service.id(), open.getLast());
        }
        end(service, open, actor, reason);
        services.delete(service.id(), clock.instant());
    }

    private void end(ServiceDefinition service, List<Integer> open, Actor actor, @Nullable String reason) {
        RoaringBitmap profiles = new RoaringBitmap();
        open.forEach(profiles::add);
        Instant now = clock.instant();
        long seq = ledger.append(Entry.of(Kind.SERVICE_DELETED, now, actor, actor.source())
                .touching(Touched.service(service.id()).andProfiles(profiles))
                .change(JsonNodeFactory.instance.objectNode().put("name", service.name()), null).reason(reason));
        ends.end(service.id(), open, now, actor.source(), seq);
    }

    /// The next whose subscription is not ended, locked in the order of ids.
    private List<Integer> open(int serviceId, int after) {
        // Expects the primary key of subscriptions, in order.
        return List.copyOf(jdbc.sql("""
                select p.id from subscriptions s join profiles p on p.id = s.profile_id
                where s.service_id = :service and s.profile_id > :after and s.state <> 4
                order by s.profile_id limit :most for no key update of p
                """).param("service", serviceId).param("after", after).param("most", CHUNK).query(Integer.class)
                .list());
    }

    private static Problem unknown() {
        return Problem.notFound("there is no service of this name");
    }
}
