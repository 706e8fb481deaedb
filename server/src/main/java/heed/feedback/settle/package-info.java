/// Carries decisions about bounce storms out (semantics §2, held).
///
/// A decision reaches each event that its storm held, and nothing else: not what else the same message did, not what another
/// storm holds, not what an operator took back. It goes on after a crash, and one item that cannot be settled fails alone.
@NullMarked
package heed.feedback.settle;

import org.jspecify.annotations.NullMarked;
