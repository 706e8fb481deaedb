/// `heed selftest`: attacks the public links of a running server as mailbox providers, link scanners and strangers do, and
/// says what held. Speaks HTTP only, as they do.
///
/// It makes one throw-away profile of its own (and a delivery, and a service), and deletes them at the end. Nobody else is
/// touched.
@NullMarked
package heed.cli.selftest;

import org.jspecify.annotations.NullMarked;
