/// Millions of texts and numbers without an object each: byte arenas, tables that number texts, paged lists, and how they
/// are written as CSV. Nothing here knows what a profile is. Not for several threads, except for reading while nobody
/// writes.
@NullMarked
package heed.cli.prepare.table;

import org.jspecify.annotations.NullMarked;
