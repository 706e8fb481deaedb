/// The database: embedded PostgreSQL under HEED_HOME by default, external by one setting; migrations. Knows no feature.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package heed.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
