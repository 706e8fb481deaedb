package heed.delivery.analysis.index;

/// Where the index stands, and of which database.
///
/// @param started when the database's server started, as [Glance] has it
/// @param change grows whenever the data changes
record Standing(Identity identity, String started, Position position, long change, IndexData data) {

    /// Whether the ledger tells what happened between here and the glance.
    boolean continues(Glance now) {
        return !started.isEmpty() && started.equals(now.started()) && now.continues(identity);
    }

    /// The same data at a later position: nothing happened between.
    Standing at(Position later) {
        return new Standing(identity, started, later, change, data);
    }

    /// With data that later changes do not reach.
    Standing copy() {
        return new Standing(identity, started, position, change, data.copy());
    }
}
