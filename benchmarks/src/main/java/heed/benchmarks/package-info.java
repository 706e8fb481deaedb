/// Side-by-side runs of Heed against PostgreSQL and DuckDB.
@NullMarked
package heed.benchmarks;

import org.jspecify.annotations.NullMarked;
