/// The database: embedded PostgreSQL under HEED_HOME by default, external by one setting; migrations. Knows no feature.
///
/// The embedded PostgreSQL is a kept database, not a test one: durability on, password by scram, loopback only, and no
/// code path deletes its files. One Heed at a time owns a HEED_HOME ([HeedHome] holds the lock); a PostgreSQL that
/// outlived a killed Heed is stopped cleanly before the next one starts, and one that ends while Heed runs is started
/// again ([PostmasterWatch]).
///
/// ```
/// HEED_HOME/                 0700
///   instance.lock            held while Heed runs; names its process
///   database-password        0600, made at the first start
///   pg/                      the data directory;  pg/log/ a log file for each weekday
///   bin/                     the PostgreSQL programs, unpacked
///   index/                   the snapshot file of the profile index: no address, no key; may be deleted
/// ```
@ApplicationModule(allowedDependencies = {})
@NullMarked
package heed.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
