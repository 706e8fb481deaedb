/// Every route of the running server, walked with hostile values: no answer is a 500, none tells of the inside,
/// nothing refused leaves a trace, and the log names nobody.
///
/// Routes come from the server's own mapping ([Route]), so a new one is walked without a change here; only a route
/// whose body is no record needs an example in `routes.json`. Values are data (`values.json`, `wire.txt`). The short
/// form draws a few values for each place by a printed seed; `-Dheed.hostile=full` puts every value in every place.
@NullMarked
package heed.hostile;

import org.jspecify.annotations.NullMarked;
