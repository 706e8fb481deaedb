package heed.exchange;

/// How the rows of a file are written.
public enum RowFormat {
    /// RFC 4180 with a header row; commas, quotes across lines, LF, CRLF or CR.
    CSV,
    /// One JSON object a line.
    NDJSON
}
