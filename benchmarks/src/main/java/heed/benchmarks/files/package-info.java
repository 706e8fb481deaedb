/// Files in and files out: the import of profiles beside COPY, `heed prepare` beside DuckDB; and feedback in.
@NullMarked
package heed.benchmarks.files;

import org.jspecify.annotations.NullMarked;
