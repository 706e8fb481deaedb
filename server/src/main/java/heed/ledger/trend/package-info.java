/// How many opted out, opted in and had an address excluded, day by day: the ledger, counted.
///
/// A job sums up by quarter of an hour what is *settled*: recorded so long ago that no transaction of then can still be
/// open. What came since is counted when somebody asks, up to a limit. Figures are of what was recorded: an undo does not
/// take them back. The ledger is the truth; the sums are statistics, and can be made anew from it (empty
/// `trend_quarter_hours`, set the sequence in `trend_counted` to 0).
///
/// Owns `trend_quarter_hours` and `trend_counted`. Must never be read to decide anything about a person.
@NamedInterface("trend")
@NullMarked
package heed.ledger.trend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
