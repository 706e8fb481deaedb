package heed.exchange;

/// What a [RowReader] finds: a row, or a piece of the file that is none.
public sealed interface Line permits Row, BadRow {

    /// The number of its first line in the file, from 1; the header row counts.
    long line();

    /// The text as it stands in the file, without its line end; cut short when it is longer than a row may be.
    String raw();
}
