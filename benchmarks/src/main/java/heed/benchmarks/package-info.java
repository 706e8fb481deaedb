/// Side-by-side runs of Heed, DuckDB and PostgreSQL over one made-up population: `benchmarks/run [profiles]`.
///
/// One run makes one table and one result file: the whole server runs in this JVM, as in production, on its embedded
/// PostgreSQL; every side gets the same facts, and must give the same answer before a time is believed.
///
/// A *row* measures one thing and gives a *figure* for each line of the table; the *setting* is what it measures on.
/// To add a row: a [Row] in the package of its subject, and its name in [Rows]. Endpoints to compare with are
/// `@RestController`s anywhere below this package: the server of the run finds them, the product never has them.
@NullMarked
package heed.benchmarks;

import org.jspecify.annotations.NullMarked;
