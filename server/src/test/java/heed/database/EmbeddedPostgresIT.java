package heed.database;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedPostgresIT {

    @ParameterizedTest
    @CsvSource({"fsync,on", "synchronous_commit,on", "full_page_writes,on", "password_encryption,scram-sha-256",
            "listen_addresses,127.0.0.1", "unix_socket_directories,''", "data_checksums,on", "TimeZone,UTC"})
    void itIsDurableAndPrivate(String setting, String value) {
        assertThat(show(setting)).isEqualTo(value);
    }

    private static String show(String setting) {
        return TestServer.bean(JdbcClient.class).sql("select current_setting(:name)").param("name", setting)
                .query(String.class).single();
    }
}
