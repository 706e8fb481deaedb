/// The console's pages that end a profile: delete, revive, merge. Each says what it changes, with the counts, and what
/// stays, before it does anything; none of them lifts an opt-out (semantics §1).
///
/// What happens is for [heed.profile.data.ProfileEnding]; nothing is decided here.
@NullMarked
package heed.profile.ending;

import org.jspecify.annotations.NullMarked;
