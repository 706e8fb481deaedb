package heed.cli.prepare;

import heed.cli.prepare.Columns.Column;
import heed.exchange.BadCellException;
import heed.exchange.Row;
import heed.ledger.Source;
import heed.rules.optout.ChoiceTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;

/// What the cells of every kind of file have in common. A cell that does not fit makes its row bad.
final class Cells {

    private Cells() {
    }

    /// A code out of a fixed list.
    static <T> T code(String text, String column, Function<String, Optional<T>> ofCode) {
        return ofCode.apply(text).orElseThrow(() -> new BadCellException("unknown " + column));
    }

    /// A moment: ISO 8601 with an offset or Z.
    static Optional<Instant> time(Column column, Row row) {
        String text = column.text(row);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            throw new BadCellException(column.name() + ": a moment is written like 2026-11-23T10:15:30Z");
        }
    }

    /// When a choice was made: `now` where the row does not say; never further ahead than a clock may run.
    static Instant moment(Column column, Row row, Instant now) {
        return time(column, row).map(at -> ChoiceTime.judge(at, now)
                .orElseThrow(() -> new BadCellException(column.name() + " lies in the future"))).orElse(now);
    }

    /// `true` or `false`; an empty cell is false.
    static boolean isTrue(Column column, Row row) {
        String text = column.text(row);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new BadCellException(column.name() + " is true or false");
    }

    /// Where a choice comes from: a code of semantics §1; only checked, the analysis does not use it.
    static void source(Column column, Row row) {
        String text = column.text(row);
        if (text != null) {
            code(text, "source", Source::ofCode);
        }
    }
}
