package heed.web.page;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers and times as the operator reads them: `${fmt.number(…)}`, `${fmt.time(…)}`.
///
/// @param locale whose separators and month names
/// @param zone whose clock
public record Formats(Locale locale, ZoneId zone) {

    /// A count with separators: `1,234,567`.
    public String number(@Nullable Number number) {
        return number == null ? "" : NumberFormat.getIntegerInstance(locale).format(number.longValue());
    }

    /// A difference with its sign: `+1,234`.
    public String signed(long difference) {
        return difference > 0 ? "+" + number(difference) : number(difference);
    }

    /// A share of a whole: `12.3 %`; empty when the whole is none.
    public String percent(long part, long whole) {
        return share(part, whole, 1);
    }

    /// A small share, where hundredths matter: `0.12 %`; empty when the whole is none.
    public String rate(long part, long whole) {
        return share(part, whole, 2);
    }

    private String share(long part, long whole, int digits) {
        if (whole == 0) {
            return "";
        }
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(digits);
        return format.format((double) part / whole);
    }

    /// A moment to the minute: `25 Nov 2026, 08:15`.
    public String time(@Nullable Instant moment) {
        return moment == null
                ? ""
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale)
                        .format(moment.atZone(zone));
    }

    /// A moment to the microsecond with its zone, for whoever points at it.
    public String exact(@Nullable Instant moment) {
        return moment == null ? "" : moment + " · " + moment.atZone(zone).toOffsetDateTime() + " " + zone;
    }

    /// The value of an `<input type="datetime-local">`.
    public String local(@Nullable Instant moment) {
        return moment == null
                ? ""
                : DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT)
                        .format(moment.atZone(zone));
    }
}
