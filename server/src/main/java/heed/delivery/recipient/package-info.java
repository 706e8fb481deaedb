/// Recipients: the target as a look, and how recipients are read by id and written as NDJSON or CSV.
///
/// Must never record anything: a look has no effect (that is `handoff`).
@NullMarked
package heed.delivery.recipient;

import org.jspecify.annotations.NullMarked;
