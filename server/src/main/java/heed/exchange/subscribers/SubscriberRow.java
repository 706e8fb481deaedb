package heed.exchange.subscribers;

import heed.exchange.Row;
import heed.exchange.work.RowKind;
import heed.ledger.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a row of a subscriptions file says.
///
/// @param row as it was read
/// @param key who
/// @param service the service's name
/// @param state what the subscription shall be; null: ended, by an unsubscribe
/// @param until when it ends; null: as the service's validity says
/// @param at when it counts
/// @param source where it comes from
record SubscriberRow(Row row, String key, String service, @Nullable State state, @Nullable Instant until, Instant at,
        Source source) implements RowKind.Parsed {

    /// What another system knew of a subscription.
    enum State {
        ACTIVE, PENDING, EXPIRED
    }
}
