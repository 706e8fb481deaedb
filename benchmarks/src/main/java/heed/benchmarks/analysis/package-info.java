/// Analysis, preparing, what-if, the index and the target stream, beside DuckDB and PostgreSQL.
///
/// A *question* is an audience and a moment for the channel e-mail and the one service: every repetition asks another
/// one. An *answer* is the checksum over (key, causes) of everybody in the audience.
@NullMarked
package heed.benchmarks.analysis;

import org.jspecify.annotations.NullMarked;
