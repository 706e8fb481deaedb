/// Files of operators' dry runs, kept for a day under HEED_HOME/imports, so that what was tried can be applied without
/// being sent again.
@NullMarked
package heed.exchange.kept;

import org.jspecify.annotations.NullMarked;
