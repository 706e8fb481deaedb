/// The console's reports about people. Now: who is still contactable at an address whose other owner opted out, and
/// closing that hole with one click (semantics §1, `scope: address`).
///
/// A page looks at a bounded number of opt-outs ([heed.profile.search.StillContactableStore#last]) and says where to go
/// on: hardly anybody shares an address, and no index knows who does.
@NullMarked
package heed.profile.report;

import org.jspecify.annotations.NullMarked;
