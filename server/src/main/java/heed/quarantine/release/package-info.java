/// Many addresses at once: bulk release of errors, and the sweep that writes down what has faded (semantics §2).
///
/// Neither ever clears a mark.
@NullMarked
package heed.quarantine.release;

import org.jspecify.annotations.NullMarked;
