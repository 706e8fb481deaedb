/// One spelling for what people write: the domains and the plain cases of e-mail addresses, and phone numbers
/// (semantics §6; UTS 46, E.164). Internal to the module; the rest asks [heed.quarantine.AddressParser].
///
/// Nothing here needs Spring or a database: `heed prepare` uses it offline.
@NullMarked
package heed.quarantine.spelling;

import org.jspecify.annotations.NullMarked;
