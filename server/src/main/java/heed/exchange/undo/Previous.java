package heed.exchange.undo;

/// What a profile was before an import changed it.
///
/// @param profileId whose
/// @param seq the entry of the change
/// @param json as `heed.exchange.profiles` wrote it
record Previous(int profileId, long seq, String json) {}
