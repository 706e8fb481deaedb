/// Handing off: the target leaves, chunk by chunk, each recipient decided again on the present state (semantics §4).
///
/// Must never write out whom it has not committed before, never add anybody to the target, and never let an address
/// leave twice in a delivery.
@NullMarked
package heed.delivery.handoff;

import org.jspecify.annotations.NullMarked;
