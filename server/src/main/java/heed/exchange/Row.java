package heed.exchange;

import org.jspecify.annotations.Nullable;

/// One row of a file. Immutable; cells are decoded when asked for. Columns are counted from 0, in the order of
/// [RowReader#columns()]; a column the row does not have is missing.
public non-sealed interface Row extends Line {

    /// Its length in bytes.
    int size();

    /// All of its text as it stands in the file, without its line end, however long.
    String whole();

    /// Is there such a column in this row, filled or empty?
    boolean has(int column);

    /// The text of a cell; null where the column is missing or the cell is empty. Never trimmed.
    ///
    /// @throws BadCellException where an NDJSON row has a list or an object there
    @Nullable
    String text(int column);

    /// The same as [#text], as bytes of UTF-8.
    default @Nullable CellBytes bytes(int column) {
        String text = text(column);
        return text == null ? null : CellBytes.of(text);
    }

    /// The cell as a JSON value: a CSV cell is a JSON string, an NDJSON value keeps its type; null as in [#text].
    @Nullable
    String json(int column);
}
