/// Imports of opt-outs: choices of people named by key or by address. Imports restrict; opting in takes a permission,
/// a reason and a moment (semantics §1 "Imports restrict").
@NullMarked
package heed.exchange.choices;

import org.jspecify.annotations.NullMarked;
