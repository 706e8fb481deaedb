/// The console's what-if: a delivery under two other sets of rules, side by side.
///
/// Every figure is an analysis of the present state, made for the answer and stored nowhere. A variant has any of the
/// built-in rules, those among it that the delivery's own typology goes without; the rules that no what-if may drop are
/// always in it. A typology with the rules of a variant cannot be made yet; where a built-in one has exactly these, the
/// page leads to the form that chooses it.
@NullMarked
package heed.delivery.whatif;

import org.jspecify.annotations.NullMarked;
