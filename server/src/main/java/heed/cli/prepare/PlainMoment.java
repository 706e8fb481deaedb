package heed.cli.prepare;

import heed.exchange.CellBytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// The fast way for the moments that most files hold: exactly `2026-11-23T10:15:30Z`, years 1 to 9999. It declines
/// everything else.
final class PlainMoment {

    private static final String SHAPE = "0000-00-00T00:00:00Z";

    private PlainMoment() {
    }

    /// The moment, or nothing where the full rules have to decide.
    static Optional<Instant> of(CellBytes text) {
        if (!hasShape(text)) {
            return Optional.empty();
        }
        int year = number(text, 0, 4);
        if (year == 0) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(year, number(text, 5, 7), number(text, 8, 10));
            LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
            return Optional.of(Instant.ofEpochSecond(day.toEpochSecond(time, ZoneOffset.UTC)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean hasShape(CellBytes text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            byte b = text.bytes()[text.from() + i];
            char shape = SHAPE.charAt(i);
            if (shape == '0' ? b < '0' || b > '9' : b != shape) {
                return false;
            }
        }
        return true;
    }

    private static int number(CellBytes text, int from, int to) {
        int number = 0;
        for (int i = text.from() + from; i < text.from() + to; i++) {
            number = number * 10 + text.bytes()[i] - '0';
        }
        return number;
    }
}
