package heed.cli.prepare;

import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import java.util.Arrays;

/// The columns of one input, by name. An NDJSON file makes up new ones as it goes, so a place is looked up until found.
final class Columns {

    private final RowReader in;

    Columns(RowReader in) {
        this.in = in;
    }

    /// Finds a column, wherever it is.
    ///
    /// @throws UnreadableFileException for a header that has it under another spelling, as an import refuses it: `Unconfirmed`
    ///         passed over unseen would target people who are not confirmed
    Column column(String name) throws UnreadableFileException {
        Column column = new Column(in, name);
        int misspelled = column.misspelled();
        if (misspelled >= 0) {
            throw new UnreadableFileException("line 1: " + column.question(misspelled));
        }
        return column;
    }

    /// Refuses a file that has none of these columns; an NDJSON file may still bring them.
    void require(String... names) throws UnreadableFileException {
        if (!in.columns().isEmpty() && Arrays.stream(names).noneMatch(name -> in.column(name) >= 0)) {
            throw new UnreadableFileException("line 1: column " + String.join(" or ", names) + " is missing");
        }
    }
}
