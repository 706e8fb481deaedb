/// The state of an address (quarantine): events folded into an error part and marks.
///
/// An [heed.rules.quarantine.AddressEvent] is a bounce, a complaint, a STOP, a delivery that arrived or an
/// operator's word; [heed.rules.quarantine.AddressState] is what all the events of one address come to
/// (semantics §2). Errors of a while ago fade: that is computed when the state is read, never stored as an event.
/// Never mixed with `optout`, which is about people: neither overwrites the other.
@NullMarked
package heed.rules.quarantine;

import org.jspecify.annotations.NullMarked;
