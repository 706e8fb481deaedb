package heed.cli.prepare;

import heed.exchange.BadCellException;
import heed.exchange.CellBytes;
import heed.exchange.Row;
import heed.ledger.Source;
import heed.rules.Moment;
import heed.rules.ProfileKey;
import heed.rules.optout.ChoiceTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// What the cells of every kind of file have in common. A cell that does not fit makes its row bad.
final class Cells {

    private static final int MOST_ERRORS = 1000;

    private Cells() {
    }

    /// A code out of a fixed list.
    static <T> T code(String text, String column, Function<String, Optional<T>> ofCode) {
        return ofCode.apply(text).orElseThrow(() -> new BadCellException("unknown " + column));
    }

    /// The profile key that a row has to have.
    static CellBytes key(Column column, Row row) {
        CellBytes key = column.bytes(row);
        if (key == null) {
            throw new BadCellException(column.name() + " is empty");
        }
        return checkedKey(key);
    }

    /// The same key; what cannot be one makes its row bad.
    static CellBytes checkedKey(CellBytes key) {
        if (!isPlainKey(key)) {
            ProfileKey.problem(key.text()).ifPresent(problem -> {
                throw new BadCellException("key: " + problem);
            });
        }
        return key;
    }

    /// The fast way: surely a key, without looking at it as a text.
    private static boolean isPlainKey(CellBytes key) {
        if (key.length() > ProfileKey.MAX_CHARACTERS || key.bytes()[key.from()] == '.') {
            return false;
        }
        for (int i = key.from(); i < key.to(); i++) {
            byte b = key.bytes()[i];
            if (b < ' ' || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /// A moment: ISO 8601 with an offset or Z.
    static Optional<Instant> time(Column column, Row row) {
        CellBytes text = column.bytes(row);
        if (text == null) {
            return Optional.empty();
        }
        return PlainMoment.of(text).or(() -> time(column.name(), text.text()));
    }

    private static Optional<Instant> time(String column, String text) {
        try {
            return Optional.of(Moment.of(text));
        } catch (IllegalArgumentException refused) {
            throw new BadCellException(column + ": " + refused.getMessage());
        }
    }

    /// When a choice was made: `now` where the row does not say; never further ahead than a clock may run.
    static Instant moment(Column column, Row row, Instant now) {
        return time(column, row).map(at -> ChoiceTime.judge(at, now)
                .orElseThrow(() -> new BadCellException(column.name() + ": lies in the future"))).orElse(now);
    }

    /// `true` or `false`, in capitals or not; an empty cell is false.
    static boolean isTrue(Column column, Row row) {
        String text = column.text(row);
        if (text == null || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        throw new BadCellException(column.name() + ": must be true or false");
    }

    /// Two letters or nothing.
    static void country(Column column, Row row) {
        CellBytes text = column.bytes(row);
        if (text != null
                && !(text.length() == 2 && isLetter(text.bytes()[text.from()])
                        && isLetter(text.bytes()[text.from() + 1]))) {
            throw new BadCellException(column.name() + ": must be two letters (ISO 3166)");
        }
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    /// How often an address failed: only checked, the analysis does not use it.
    static void errorCount(Column column, Row row) {
        String text = column.text(row);
        if (text != null && (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MOST_ERRORS)) {
            throw new BadCellException(column.name() + ": must be a number, 0 to " + MOST_ERRORS);
        }
    }

    /// Where a choice comes from: a code of semantics §1; only checked, the analysis does not use it.
    static void source(Column column, Row row) {
        String text = column.text(row);
        if (text != null) {
            code(text, "source", Source::ofCode);
        }
    }
}
