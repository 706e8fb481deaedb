/// The corpus: the law as data, and what reads it.
///
/// [heed.rules.cases.Corpus] loads the files of `src/test/resources/cases` (their README tells the format) into
/// records, one type for each file. The tests of this module run them through the pure rules; the server's tests
/// run the same records through the local engine on PostgreSQL and through the REST API. Adding a case needs no Java.
@NullMarked
package heed.rules.cases;

import org.jspecify.annotations.NullMarked;
