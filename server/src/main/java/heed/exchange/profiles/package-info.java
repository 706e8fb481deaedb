/// Imports of profiles: who is new, what changes, and what was before, for undo (semantics §1).
@NullMarked
package heed.exchange.profiles;

import org.jspecify.annotations.NullMarked;
