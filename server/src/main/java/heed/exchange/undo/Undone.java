package heed.exchange.undo;

/// What an undo came to.
///
/// @param voided choices and events that left their folds
/// @param deleted profiles that the import had made, and nobody had touched since
/// @param restored profiles that are again as they were before the import
/// @param kept profiles that the import made or changed, and that changed since
public record Undone(long voided, long deleted, long restored, long kept) {}
