/// When the database is away, or its disk is full: clear answers (503, 507) instead of failures, and one line of the log
/// instead of thousands. Coming back needs nothing: connections are made anew.
@NamedInterface("outage")
@NullMarked
package heed.web.outage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
