package heed.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// A moment as requests and files write it: ISO 8601 with an offset or `Z`, of the years 1 to 9999 (UTC), which four
/// digits can write and every database reads back.
public final class Moment {

    /// What a text has to be, as a message says it.
    public static final String FORM = "must be a time as 2026-01-31T12:00:00Z";

    private static final int LAST_YEAR = 9999;

    private Moment() {
    }

    /// The moment that is written.
    ///
    /// @throws IllegalArgumentException where there is none; its message is written for whoever sent the text, and
    ///     does not repeat it
    public static Instant of(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException notOne) {
            throw new IllegalArgumentException(FORM, notOne);
        }
        throw new IllegalArgumentException("must be in the years 1 to " + LAST_YEAR);
    }
}
