package heed.exchange.work;

import heed.exchange.BadCellException;
import heed.exchange.Import;
import heed.exchange.ImportKind;
import heed.exchange.Row;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import java.util.List;
import java.util.Set;

/// What one kind of import does with its rows.
///
/// @param <R> a row that was understood
public interface RowKind<R extends RowKind.Parsed> {

    /// A row that was understood, still with its text for the error file.
    interface Parsed {
        /// The row as it was read.
        Row row();
    }

    /// Makes sense of rows; used by one thread, ahead of [RowKind#apply].
    interface RowParser<R> {
        /// The row's meaning.
        ///
        /// @throws BadCellException where it has none
        /// @throws UnreadableFileException where no row of this file has one
        R parse(Row row) throws UnreadableFileException;
    }

    /// Whose rows they are.
    ImportKind kind();

    /// Checks the header and gives the parser of this file.
    ///
    /// @throws UnreadableFileException for a column that is missing or not known
    RowParser<R> parser(RowReader reader, Import work) throws UnreadableFileException;

    /// What each row is about, in words of the kind's own: rows about the same depend on each other. A dry run asks,
    /// for it rehearses earlier rows about the same again.
    List<Set<String>> subjects(Import work, List<R> rows);

    /// Applies rows, in the order of the file, in the caller's transaction. A dry run computes the same and is rolled
    /// back; it draws no ids.
    ///
    /// @param seen where earlier batches met which profile
    void apply(Import work, List<R> rows, SeenLines seen, Tally tally);
}
