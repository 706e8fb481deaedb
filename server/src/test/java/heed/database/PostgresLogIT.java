package heed.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// PostgreSQL's own log, which stays for a week under HEED_HOME.
class PostgresLogIT {

    private final Path logs = TestServer.bean(HeedHome.class).path().resolve("pg/log");

    @ParameterizedTest
    @ValueSource(strings = {"select cast(:address as int)", "select cast(:address as timestamptz)",
            "select cast(:address as jsonb)", "select cast('[\"' || :address || '\"' as jsonb)",
            "insert into excluded_domains (domain, seq) values (:address, 0), (:address, 0)",
            "select 1 / (length(:address) - length(:address))",
            "do $$ begin raise exception '%', 'x' || :address; end $$",
            "select :address::text::regclass", "select no_such_function(:address)", "select 'x' ~ ('(' || :address)"})
    void whatItRefusesIsNotInIt(String statement) throws IOException {
        String address = TestServer.unique("secret") + "@postgres.example";

        assertThatThrownBy(() -> TestServer.bean(JdbcClient.class).sql(statement).param("address", address)
                .query().listOfRows()).isInstanceOf(DataAccessException.class);

        assertThat(logged()).contains("database system is ready").doesNotContain("postgres.example")
                .doesNotContain("secret-");
    }

    private String logged() throws IOException {
        try (var files = Files.list(logs)) {
            return files.map(PostgresLogIT::read).reduce("", String::concat);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
