package heed.exchange;

/// A row that cannot be used; the rows after it can.
///
/// @param line the number of its first line, from 1
/// @param reason what is wrong, in words for the person who made the file
/// @param raw the text as it stands in the file, cut short when it is too long
public record BadRow(long line, String reason, String raw) implements Line {}
