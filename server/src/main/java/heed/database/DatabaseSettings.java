package heed.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the data lives.
///
/// @param home where Heed keeps its data (`HEED_HOME`); made with mode 0700 when missing
/// @param databaseUrl an external PostgreSQL, 15 or later (`HEED_DATABASE_URL`), as `jdbc:postgresql://…` or
///     `postgres://user:password@host:port/name`; null or empty: the embedded one under `home`
@ConfigurationProperties("heed")
public record DatabaseSettings(Path home, @Nullable String databaseUrl) {}
