/// The opt-outs of a person (the denylist): choices folded into switches, one for each channel and one for all.
///
/// A [heed.rules.optout.Choice] is what somebody wanted at a moment; [heed.rules.optout.OptOuts] is what all the
/// choices of one profile come to. Choices are ordered by the moment they were made, never by arrival, and at one
/// moment the restrictive choice wins (semantics §1). Never mixed with `quarantine`, which is about addresses.
@NullMarked
package heed.rules.optout;

import org.jspecify.annotations.NullMarked;
