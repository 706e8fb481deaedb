/// Side-by-side runs of Heed against DuckDB over one made-up population: `benchmarks/run [profiles]`.
///
/// Both get the same facts and must give the same answer before a time is believed. Figures go to
/// `benchmarks/results/`, dated, with the machine and the versions.
@NullMarked
package heed.benchmarks;

import org.jspecify.annotations.NullMarked;
