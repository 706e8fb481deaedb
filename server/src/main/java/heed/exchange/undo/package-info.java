/// Undo of imports (semantics §1 "Undo voids"): step by step, each one short transaction, so that it can be asked for
/// again after an interruption.
@NullMarked
package heed.exchange.undo;

import org.jspecify.annotations.NullMarked;
