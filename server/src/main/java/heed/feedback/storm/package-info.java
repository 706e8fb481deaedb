/// The bounce storm breaker (semantics §2, held): counts hard errors by the domain of their addresses and by their code,
/// notices when one jumps far above its norm, and has the following ones held.
///
/// A *storm* is one such jump with what it held. It is confirmed or dropped as a whole, by a person or, after 72 hours, by
/// itself; the decision reaches its items in bounded steps and goes on after a crash.
@NamedInterface("storm")
@NullMarked
package heed.feedback.storm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
