package heed.delivery.analysis.index;

import java.util.UUID;

/// The index as a file keeps it.
///
/// @param token what the database knows the file by
/// @param identity of which database
/// @param position where it stands
/// @param data the facts; nobody changes them while the snapshot is being written
record Snapshot(UUID token, Identity identity, Position position, IndexData data) {}
