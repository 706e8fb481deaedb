package heed.web.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What the field of a form says: an empty one says nothing, a day is one of the operator's zone.
public final class FormField {

    private FormField() {
    }

    /// The text without blanks around it; null where there is none.
    public static @Nullable String text(@Nullable String field) {
        return field == null || field.isBlank() ? null : field.strip();
    }

    /// The first moment of a day, inclusive; null for no day.
    public static @Nullable Instant from(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    /// The end of a day, exclusive; null for no day.
    public static @Nullable Instant to(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : from(day.plusDays(1), zone);
    }
}
