package heed.delivery.analysis.index;

/// Which database this is, and how it tells its facts: a change means that nothing held of it is to be believed.
///
/// @param cluster the cluster's system identifier
/// @param instance the instance id kept in the database
/// @param settledSeq entries up to here were written in another cluster: their transaction ids mean nothing
/// @param schema how many migrations it had: one may change facts without telling the ledger
record Identity(String cluster, String instance, long settledSeq, int schema) {}
