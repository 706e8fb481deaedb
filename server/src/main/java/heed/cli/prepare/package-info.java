/// `heed prepare`: a whole analysis from files to files, without a database (api "Command line").
///
/// Reads the files once, front to back, into one [Population] of 10 million people in under 2 GiB: texts stand in
/// byte arenas, numbered by open-addressing tables that compare the texts themselves, never a hash alone. Cells stay
/// bytes from the file to the result: keys in ASCII and e-mail addresses that are canonical already become no `String`.
/// Rules and engine are those of the server (`heed.rules`, `heed.delivery.analysis`); rows are refused for the same
/// reasons as in an import, but not by the same code, which also reads what the analysis does not need. A bad row costs
/// itself: it goes to the error file beside its input. A result stands under its name only when it is complete.
@NullMarked
package heed.cli.prepare;

import org.jspecify.annotations.NullMarked;
