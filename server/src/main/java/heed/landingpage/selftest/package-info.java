/// Links for `heed selftest`, which attacks a running server from outside and has nobody's mailbox to find them in.
///
/// Must never: make a link of anybody but a throw-away profile of the selftest. A link speaks for its person, and what is
/// done by it is recorded as their choice.
@NullMarked
package heed.landingpage.selftest;

import org.jspecify.annotations.NullMarked;
