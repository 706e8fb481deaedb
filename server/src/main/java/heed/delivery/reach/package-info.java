/// How many people Heed may contact now, channel by channel: the engine asked about everybody.
///
/// Nothing is stored. Must never state a rule of its own: *contactable* is who a marketing delivery to everybody, for no
/// service, would target.
@NamedInterface("reach")
@NullMarked
package heed.delivery.reach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
