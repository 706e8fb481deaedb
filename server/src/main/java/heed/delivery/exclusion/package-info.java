/// The exclusion log: everybody a delivery left out, by analysis or by hand-off, with every cause.
///
/// Words: the *deciding* cause is the first in order; *matching* is every cause; *only* is a single one; a *late
/// exclusion* was in the target and failed the last check. Must never store rows for what the analysis's bitmaps
/// tell already.
@NullMarked
package heed.delivery.exclusion;

import org.jspecify.annotations.NullMarked;
