/// Paths, queries and bodies of requests, checked to the letter before anybody decodes them; bodies are read once with a
/// limit, and read again.
@NullMarked
package heed.web.body;

import org.jspecify.annotations.NullMarked;
