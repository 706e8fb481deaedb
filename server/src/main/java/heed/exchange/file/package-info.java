/// Bytes to rows: unpacking, bounded reading, CSV and NDJSON. No database, no Spring.
///
/// CSV is cut here and not by a library because the files come from strangers: one stray quote or one endless line
/// must cost one row, be reported with its line, and leave the rest of the file readable.
@NullMarked
package heed.exchange.file;

import org.jspecify.annotations.NullMarked;
