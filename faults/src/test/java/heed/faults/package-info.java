/// The bad day: the real server in a JVM of its own, killed with its PostgreSQL at random moments of every kind of work,
/// or left without room on its disk. What was acknowledged must be there, once.
///
/// Each `mvn verify` runs a short form. The full one, ten rounds each: `mvn verify -Dheed.faults=full
/// -Dit.test='heed.faults.*IT'` (docs/reference/faults.md). Results are written to `target/faults/`.
@NullMarked
package heed.faults;

import org.jspecify.annotations.NullMarked;
