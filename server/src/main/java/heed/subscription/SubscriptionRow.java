package heed.subscription;

import heed.ledger.Source;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionEvent.Act;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Something that is about to happen to one person's subscription to one service.
///
/// @param service the living service
/// @param profileId whose; locked by the caller
/// @param act what happens
/// @param at when it counts; [heed.rules.optout.ChoiceTime] has been asked
/// @param pending for a subscribe: must it be confirmed?
/// @param until when an activation by it ends, fixed now; null: never
/// @param request for a confirm: the ledger entry of the subscribe it confirms; else 0
/// @param source where it comes from
/// @param reason why, or null
/// @param evidence the proof
public record SubscriptionRow(ServiceDefinition service, int profileId, Act act, Instant at, boolean pending,
        @Nullable Instant until, long request, Source source, @Nullable String reason, ObjectNode evidence) {

    public SubscriptionRow {
        at = at.truncatedTo(ChronoUnit.MICROS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    }

    /// Subscribes: at once, or pending where the service asks for a confirmation and none is at hand.
    ///
    /// @param confirmed whether the evidence holds an earlier consent
    public static SubscriptionRow subscribe(ServiceDefinition service, int profileId, Instant at, boolean confirmed,
            Source source, @Nullable String reason, ObjectNode evidence) {
        return new SubscriptionRow(service, profileId, Act.SUBSCRIBE, at, service.doubleOptIn() && !confirmed,
                service.until(at), 0, source, reason, evidence);
    }

    /// Subscribes as another system knew it.
    ///
    /// @param pending whether it was waiting for its confirmation
    /// @param until when it ends; null: as the service's validity says
    public static SubscriptionRow imported(ServiceDefinition service, int profileId, Instant at, boolean pending,
            @Nullable Instant until, Source source, @Nullable String reason, ObjectNode evidence) {
        return new SubscriptionRow(service, profileId, Act.SUBSCRIBE, at, pending,
                until == null ? service.until(at) : until, 0, source, reason, evidence);
    }

    /// Confirms a request, and nothing else.
    public static SubscriptionRow confirm(ServiceDefinition service, int profileId, Instant at, long request,
            Source source, @Nullable String reason, ObjectNode evidence) {
        return new SubscriptionRow(service, profileId, Act.CONFIRM, at, false, service.until(at), request, source,
                reason, evidence);
    }

    /// Unsubscribes.
    public static SubscriptionRow unsubscribe(ServiceDefinition service, int profileId, Instant at, Source source,
            @Nullable String reason, ObjectNode evidence) {
        return new SubscriptionRow(service, profileId, Act.UNSUBSCRIBE, at, false, null, 0, source, reason, evidence);
    }

    /// The event, recorded by the entry `seq`.
    SubscriptionEvent event(long seq) {
        return new SubscriptionEvent(at, act, pending, until, request, seq);
    }

    SubscriptionKey key() {
        return new SubscriptionKey(service.id(), profileId);
    }
}
