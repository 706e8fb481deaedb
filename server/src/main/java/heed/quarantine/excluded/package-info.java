/// Domains to which nothing is sent (semantics §4, rule `excluded_domain`): which, since when, and the API for them.
@NullMarked
package heed.quarantine.excluded;

import org.jspecify.annotations.NullMarked;
