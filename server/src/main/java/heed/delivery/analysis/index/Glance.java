package heed.delivery.analysis.index;

/// What one short look at the database tells, as of one snapshot.
///
/// @param identity which database it is
/// @param settled whether [Identity#settledSeq] is of this cluster: see [LedgerTail#settle]
/// @param started when its server started, and which of its boots this is: another server may have lost what this one
///     told, and one that recovered from a crash may give transaction ids a second time; empty after a crash, until
///     [LedgerTail#beginBoot]
/// @param position the snapshot, and the highest sequence known to be in it
/// @param past whether the earlier snapshot can be of this database's past; one ahead was made before a restore
/// @param news whether entries became visible since the earlier snapshot
record Glance(Identity identity, boolean settled, String started, Position position, boolean past, boolean news) {

    /// Whether what was held of a database at the earlier snapshot can be brought up to now by the ledger.
    boolean continues(Identity held) {
        return settled && past && identity.equals(held);
    }
}
