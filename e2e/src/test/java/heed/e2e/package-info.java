/// Journeys: what an operator does in the console from the first page to the last, as sentences.
///
/// They run in `mvn verify` against the jar as it is shipped, with its own database and the people of `heed demo`, in
/// a real browser. They look for things as people do: by role, label and text, never by a place in the page. Whatever
/// a journey needs it makes through the API, under names of its own; no journey counts on another one.
@NullMarked
package heed.e2e;

import org.jspecify.annotations.NullMarked;
