package heed.delivery.analysis.index;

/// Where an analysis stands: a database snapshot, and for people the highest ledger sequence in it.
///
/// @param snapshot `pg_current_snapshot()` as text
/// @param ledgerSeq the highest sequence visible in the snapshot, 0 when there is none
public record Position(String snapshot, long ledgerSeq) {
    /// Nowhere: no database's past, nothing is new since.
    static final Position NONE = new Position("9223372036854775807:9223372036854775807:", 0);

    /// The same snapshot, where a sequence is known to be in it.
    Position with(long seq) {
        return new Position(snapshot, Math.max(ledgerSeq, seq));
    }
}
