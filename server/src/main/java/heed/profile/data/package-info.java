/// What we know of a profile besides its opt-outs: addresses and attributes; create, change, delete, merge, confirm
/// (semantics §1).
///
/// A change of data never touches a switch. The ledger keeps what changed without the data itself: addresses by their
/// ids, attributes by their names, because nothing in the ledger can be deleted and a person's data can.
@NamedInterface("data")
@NullMarked
package heed.profile.data;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
