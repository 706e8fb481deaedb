/// Who comes to a landing page, by which way, and what is known of them. Looks only: nothing here changes anything.
///
/// An [heed.landingpage.arrival.Arrival] is what a link or a name leads to: an open page with whoever looks at it
/// ([heed.landingpage.arrival.Visit]), or the calm page that stands for every other answer, so that nobody learns from it
/// whether a link, a page or a person was ever there (semantics §7).
@NullMarked
package heed.landingpage.arrival;

import org.jspecify.annotations.NullMarked;
