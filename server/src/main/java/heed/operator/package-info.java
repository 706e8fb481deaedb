/// Who may call Heed: API keys and their scopes.
///
/// A key is 256 random bits, shown once; only its SHA-256 is kept, so a copy of the database opens nothing. What a key
/// may do is its scopes; which route asks for which stands in [Routes], one table. `HEED_API_KEY` is a key with the
/// scope admin from outside; without it the first start makes one in the file `api-key` under HEED_HOME.
///
/// Others learn who calls from the request's `Principal`: `Actor.of(principal)` is what the ledger writes.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger"})
@NullMarked
package heed.operator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
