package heed.delivery.analysis.index;

/// Where an analysis stands: a database snapshot, and for people the highest ledger sequence in it.
///
/// @param snapshot `pg_current_snapshot()` as text
/// @param ledgerSeq the highest sequence visible in the snapshot, 0 when there is none
public record Position(String snapshot, long ledgerSeq) {}
