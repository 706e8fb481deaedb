package heed.subscription;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.rules.SubscriptionStatus;
import heed.rules.optout.ChoiceTime;
import heed.rules.subscription.SubscriptionEvent.Act;
import heed.rules.subscription.SubscriptionState;
import heed.subscription.SubscriptionBatch.Outcome;
import heed.subscription.SubscriptionBatch.Result;
import heed.subscription.SubscriptionStore.Told;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Subscribes, confirms and unsubscribes one person (semantics §3), each in one transaction with its ledger entry.
///
/// Subscribing lifts no opt-out; unsubscribing leaves other services and the switches alone. Whatever is recorded is
/// told in the same transaction ([SubscriptionSaid]).
@Component
public class Subscriptions {

    private final ServiceStore services;
    private final ProfileKeyStore profiles;
    private final SubscriptionStore store;
    private final SubscriptionBatch batch;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Subscriptions(ServiceStore services, ProfileKeyStore profiles, SubscriptionStore store, SubscriptionBatch batch,
            ApplicationEventPublisher events, Clock clock) {
        this.services = services;
        this.profiles = profiles;
        this.store = store;
        this.batch = batch;
        this.events = events;
        this.clock = clock;
    }

    /// Whose subscription to what.
    public record Whose(String service, String profileKey) {}

    /// Who says so, and why.
    ///
    /// @param at when it was said; null: now, after everything known
    public record Said(@Nullable Instant at, Source source, Actor actor, @Nullable String reason,
            ObjectNode evidence) {}

    /// What became of it, as the API answers it.
    ///
    /// @param until when an active one ends; null: never
    /// @param changed whether it changed anything; an unsubscription of somebody who was not subscribed does not
    /// @param seq the ledger entry; 0: none was written
    public record Answer(String profile, String service, String state, @Nullable Instant since,
            @Nullable Instant until, boolean changed, long seq) {

        static Answer of(String profile, String service, SubscriptionState state, Instant now, boolean changed,
                long seq) {
            SubscriptionStatus status = state.at(now);
            return new Answer(profile, service, status.code(), SubscriptionListStore.shownSince(state, status),
                    SubscriptionListStore.shownUntil(state, status), changed, seq);
        }
    }

    /// Subscribes; pending on a double opt-in service unless confirmed.
    ///
    /// @param confirmed the evidence holds an earlier consent
    /// @throws Problem 400 for a moment too far ahead, 404 for an unknown service or no living profile of this key
    @Transactional
    public Answer subscribe(Whose whose, boolean confirmed, Said said) {
        return subscribe(lock(whose), confirmed, said);
    }

    /// The same by the ids that a link names. The profile may have been merged since, the service deleted: then the wish
    /// is recorded, and nobody is subscribed by it.
    ///
    /// @throws Problem 404 where there never was such a service or profile, or the profile is deleted
    @Transactional
    public Answer subscribe(int serviceId, int profileId, boolean confirmed, Said said) {
        return subscribe(lock(serviceId, profileId), confirmed, said);
    }

    private Answer subscribe(Locked locked, boolean confirmed, Said said) {
        if (locked.profile().deleted()) {
            throw noProfile();
        }
        return apply(locked, SubscriptionRow.subscribe(locked.service(), locked.profile().id(), moment(locked, said),
                confirmed, said.source(), said.reason(), said.evidence()), said);
    }

    /// Confirms the request that the entry `request` recorded: only that one, only while it waits. Where there is nothing to
    /// confirm, nothing is recorded, and the answer has the entry 0.
    @Transactional
    public Answer confirm(Whose whose, long request, Said said) {
        return confirm(lock(whose), request, said);
    }

    /// The same by the ids that a link names.
    ///
    /// @throws Problem 404 where there never was such a service or profile
    @Transactional
    public Answer confirm(int serviceId, int profileId, long request, Said said) {
        return confirm(lock(serviceId, profileId), request, said);
    }

    private Answer confirm(Locked locked, long request, Said said) {
        SubscriptionRow row = SubscriptionRow.confirm(locked.service(), locked.profile().id(), moment(locked, said),
                request, said.source(), said.reason(), said.evidence());
        return locked.gone() || batch.confirms(row, locked.known())
                ? apply(locked, row, said)
                : Answer.of(locked.profile().key(), locked.service().name(), batch.fold(locked.known()),
                        clock.instant(), false, 0);
    }

    /// The entries of the requests that can be confirmed by now, the oldest first.
    public List<Long> waiting(int serviceId, int profileId) {
        SubscriptionKey key = new SubscriptionKey(serviceId, profileId);
        Instant now = clock.instant();
        return batch.fold(store.events(Set.of(key)).getOrDefault(key, List.of())).requests().stream()
                .filter(request -> now.isBefore(request.lapsesAt())).map(SubscriptionState.Request::seq).toList();
    }

    /// Unsubscribes, whoever was subscribed or not: the wish is recorded.
    @Transactional
    public Answer unsubscribe(Whose whose, Said said) {
        return unsubscribe(lock(whose), said);
    }

    /// The same by the ids that a link names; of a deleted service, too.
    ///
    /// @throws Problem 404 where there never was such a service or profile
    @Transactional
    public Answer unsubscribe(int serviceId, int profileId, Said said) {
        return unsubscribe(lock(serviceId, profileId), said);
    }

    private Answer unsubscribe(Locked locked, Said said) {
        return apply(locked, SubscriptionRow.unsubscribe(locked.service(), locked.profile().id(),
                moment(locked, said), said.source(), said.reason(), said.evidence()), said);
    }

    /// What is said about, locked.
    ///
    /// @param gone the service was deleted
    /// @param known every event of it that is not voided
    private record Locked(ServiceDefinition service, boolean gone, ProfileRef profile, List<Told> known) {}

    /// The service first, then the profile: as everybody does.
    private Locked lock(Whose whose) {
        ServiceDefinition service = services.holdAll(Set.of(whose.service())).get(whose.service());
        if (service == null) {
            throw Problem.notFound("there is no service of this name");
        }
        return locked(service, false, profiles.lock(whose.profileKey()).orElseThrow(Subscriptions::noProfile));
    }

    private Locked lock(int serviceId, int profileId) {
        ServiceStore.Ever service = services.holdEver(serviceId)
                .orElseThrow(() -> Problem.notFound("there never was such a service"));
        return locked(service.service(), service.deleted(),
                profiles.lockReached(profileId).orElseThrow(Subscriptions::noProfile));
    }

    private Locked locked(ServiceDefinition service, boolean gone, ProfileRef profile) {
        SubscriptionKey key = new SubscriptionKey(service.id(), profile.id());
        return new Locked(service, gone, profile, store.events(Set.of(key)).getOrDefault(key, List.of()));
    }

    private Instant moment(Locked locked, Said said) {
        Instant now = clock.instant();
        Instant at = said.at();
        if (at != null) {
            return ChoiceTime.judge(at, now)
                    .orElseThrow(() -> Problem.badRequest("at", "must not be more than 5 minutes ahead"));
        }
        return ChoiceTime.now(now, locked.known().stream().map(told -> told.event().at())
                .max(Comparator.naturalOrder()).orElse(null));
    }

    private Answer apply(Locked locked, SubscriptionRow row, Said said) {
        Result result = locked.gone()
                ? batch.wish(row, locked.known(), said.actor())
                : batch.apply(List.of(row), _ -> true, said.actor(), null).getFirst();
        Instant now = clock.instant();
        SubscriptionStatus status = result.after().at(now);
        if (result.outcome() == Outcome.RECORDED && !locked.gone()) {
            SubscriptionStatus before = result.before().at(now);
            boolean waits = row.act() == Act.SUBSCRIBE && row.pending() && status == SubscriptionStatus.PENDING;
            events.publishEvent(new SubscriptionSaid(locked.service(), locked.profile(), row.act(), before, status,
                    before != status, first(locked, row.act()), waits, result.seq(), row.source(), said.actor(),
                    row.evidence()));
        }
        return Answer.of(locked.profile().key(), locked.service().name(), result.after(), now,
                changed(row, result, now),
                result.seq());
    }

    /// Whoever was not subscribed and did not wait for it is no less so by leaving: that is recorded, and changes nothing.
    private static boolean changed(SubscriptionRow row, Result result, Instant now) {
        boolean differs = result.outcome() == Outcome.RECORDED && result.changed();
        return switch (result.before().at(now)) {
            case NONE, EXPIRED, ENDED -> differs && row.act() != Act.UNSUBSCRIBE;
            case PENDING, ACTIVE -> differs;
        };
    }

    private boolean first(Locked locked, Act act) {
        return switch (act) {
            case SUBSCRIBE, CONFIRM -> !batch.wasEver(locked.known(), SubscriptionStatus.ACTIVE);
            case UNSUBSCRIBE -> !batch.wasLeft(locked.known());
        };
    }

    private static Problem noProfile() {
        return Problem.notFound("there is no profile with this key");
    }
}
