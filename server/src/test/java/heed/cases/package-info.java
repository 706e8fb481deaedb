/// The corpus of the rules (heed.rules.cases) through the whole server: the REST API, the profile index and the local
/// engine on PostgreSQL. Each test puts a case's world under keys, addresses and domains of its own, for all cases
/// share one server. Cases that only the pure rules can run (something is unknown, a limit to the microsecond) are
/// left out here.
@NullMarked
package heed.cases;

import org.jspecify.annotations.NullMarked;
