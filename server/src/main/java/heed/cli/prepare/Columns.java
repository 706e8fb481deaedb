package heed.cli.prepare;

import heed.exchange.BadCellException;
import heed.exchange.Row;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The columns of one input, by name. An NDJSON file makes up new ones as it goes, so a place is looked up until found.
final class Columns {

    private final RowReader in;

    Columns(RowReader in) {
        this.in = in;
    }

    Column column(String name) {
        return new Column(name);
    }

    /// Refuses a file that has none of these columns; an NDJSON file may still bring them.
    void require(String... names) throws UnreadableFileException {
        if (!in.columns().isEmpty() && Arrays.stream(names).noneMatch(name -> in.column(name) >= 0)) {
            throw new UnreadableFileException("has no column " + String.join(" or ", names));
        }
    }

    /// One column.
    final class Column {

        private final String name;

        private int place = -1;

        private int columnsSeen = -1;

        private Column(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        /// The cell, null where there is none or it is empty.
        @Nullable
        String text(Row row) {
            if (place < 0 && in.columns().size() != columnsSeen) {
                columnsSeen = in.columns().size();
                place = in.column(name);
            }
            return place < 0 ? null : row.text(place);
        }

        /// The cell; a row without it is bad.
        String required(Row row) {
            String text = text(row);
            if (text == null) {
                throw new BadCellException("no " + name);
            }
            return text;
        }
    }
}
