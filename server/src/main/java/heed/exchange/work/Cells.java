package heed.exchange.work;

import heed.exchange.BadCellException;
import heed.exchange.Import;
import heed.exchange.Row;
import heed.exchange.RowFormat;
import heed.exchange.UnreadableFileException;
import heed.ledger.Source;
import heed.rules.Moment;
import heed.rules.ProfileKey;
import heed.rules.optout.ChoiceTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the cells of several kinds of file have in common. A cell that does not fit rejects its row.
///
/// @param columns of the file
/// @param work the import
public record Cells(Columns columns, Import work) {

    /// Fails where a CSV header lacks a column; rows of NDJSON are asked one by one.
    ///
    /// @param anyOf one of these has to be there
    public void require(String... anyOf) throws UnreadableFileException {
        if (work.options().format() == RowFormat.NDJSON) {
            return;
        }
        for (String name : anyOf) {
            if (columns.has(name)) {
                return;
            }
        }
        throw new UnreadableFileException("line 1: column " + String.join(" or ", anyOf) + " is missing");
    }

    /// A profile key; null where the cell is missing or empty.
    public @Nullable String key(Row row) {
        String key = columns.text(row, "key");
        if (key != null) {
            ProfileKey.problem(key).ifPresent(problem -> {
                throw new BadCellException("key: " + problem);
            });
        }
        return key;
    }

    /// A code out of a fixed list.
    public static <T> T code(String text, String column, Function<String, Optional<T>> ofCode) {
        return ofCode.apply(text).orElseThrow(() -> new BadCellException("unknown " + column));
    }

    /// Where a choice comes from; `import` where the row does not say.
    public Source source(Row row) {
        String text = columns.text(row, "source");
        return text == null ? Source.IMPORT : code(text, "source", Source::ofCode);
    }

    /// When a choice was made, as the row says; empty where it does not. Up to five minutes ahead it is the moment at
    /// which the import was accepted (semantics §1).
    public Optional<Instant> at(Row row) {
        return time(row, "at").map(at -> ChoiceTime.judge(at, work.acceptedAt())
                .orElseThrow(() -> new BadCellException("at: lies in the future")));
    }

    /// A moment: ISO 8601 with an offset or Z.
    public Optional<Instant> time(Row row, String column) {
        String text = columns.text(row, column);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Moment.of(text));
        } catch (IllegalArgumentException refused) {
            throw new BadCellException(column + ": " + refused.getMessage());
        }
    }
}
