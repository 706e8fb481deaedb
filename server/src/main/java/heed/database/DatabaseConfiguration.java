package heed.database;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/// Tells Spring Boot which database to connect to: the embedded one, unless an external one is set.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    HeedHome heedHome(DatabaseSettings settings) {
        return HeedHome.open(settings.home());
    }

    @Bean
    Database database(DatabaseSettings settings, HeedHome home) {
        String url = settings.databaseUrl();
        if (url == null || url.isBlank()) {
            return new Database.Embedded(EmbeddedDatabase.start(home));
        }
        ExternalDatabase external = ExternalDatabase.of(url);
        external.check();
        return new Database.External(external);
    }

    /// A stop of the whole machine or service ends PostgreSQL at the same time as Heed: that is no accident.
    @Bean
    ApplicationListener<ContextClosedEvent> databaseEnding(Database database) {
        return _ -> database.ending();
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(Database database) {
        return switch (database) {
            case Database.Embedded(EmbeddedDatabase e) -> new Details(e.url(), EmbeddedDatabase.USER, e.password());
            case Database.External(ExternalDatabase e) -> new Details(e.url(), e.user(), e.password());
        };
    }

    /// Takes the place of Spring Boot's, with the same settings.
    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    ReservedConnections dataSource(JdbcConnectionDetails details,
            @Value("${heed.public-connections}") int publicConnections) {
        ReservedConnections pool = new ReservedConnections(publicConnections);
        pool.setJdbcUrl(details.getJdbcUrl());
        pool.setUsername(details.getUsername());
        pool.setPassword(details.getPassword());
        return pool;
    }

    /// In microseconds, as PostgreSQL stores time: what is written reads back equal.
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    /// Not a record: the names of the interface have `get` before them.
    private static final class Details implements JdbcConnectionDetails {

        private final String url;
        private final @Nullable String user;
        private final @Nullable String password;

        Details(String url, @Nullable String user, @Nullable String password) {
            this.url = url;
            this.user = user;
            this.password = password;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public @Nullable String getUsername() {
            return user;
        }

        @Override
        public @Nullable String getPassword() {
            return password;
        }
    }
}
