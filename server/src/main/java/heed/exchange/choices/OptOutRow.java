package heed.exchange.choices;

import heed.exchange.Row;
import heed.exchange.work.RowKind;
import heed.ledger.Source;
import heed.quarantine.Address;
import heed.rules.optout.Act;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a row of an opt-outs file says. Exactly one of key and address is set.
///
/// @param row as it was read
/// @param key who
/// @param address everybody who has it
/// @param act the choice
/// @param at when it counts
/// @param source where it comes from
/// @param reason why, or null
record OptOutRow(Row row, @Nullable String key, @Nullable Address address, Act act, Instant at, Source source,
        @Nullable String reason) implements RowKind.Parsed {

    boolean optsIn() {
        return act instanceof Act.OptIn;
    }
}
