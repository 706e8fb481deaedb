/// Operators: the people who sign in to the console, their roles, passwords and sessions.
///
/// Passwords are kept as Argon2 hashes. Whoever is disabled, gets another role or another password is signed out
/// everywhere at once. Every change is an entry of the ledger. There is always an admin who can sign in.
@NamedInterface("people")
@NullMarked
package heed.operator.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
