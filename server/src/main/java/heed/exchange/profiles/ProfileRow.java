package heed.exchange.profiles;

import heed.exchange.Row;
import heed.exchange.work.RowKind;
import heed.quarantine.Address;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a row says about a profile. What it does not name stays as it is.
///
/// @param row as it was read
/// @param key whose data it is
/// @param addresses the addresses it names
/// @param texts locale, time_zone and country, as far as it names them; an empty text clears
/// @param unconfirmed is a profile that this row makes unconfirmed?
/// @param attributes JSON values by name; an empty text clears
record ProfileRow(Row row, String key, List<Place> addresses, Map<String, String> texts, boolean unconfirmed,
        Map<String, String> attributes) implements RowKind.Parsed {

    /// One address cell.
    ///
    /// @param channel the channel's number
    /// @param position 1 to 8
    /// @param address null clears the place
    /// @param original the spelling, where it differs from the canonical one
    record Place(int channel, int position, @Nullable Address address, @Nullable String original) {}
}
