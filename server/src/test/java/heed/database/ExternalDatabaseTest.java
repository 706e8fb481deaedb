package heed.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDatabaseTest {

    @ParameterizedTest
    @ValueSource(ints = {90_624, 100_000, 140_019})
    void anOldPostgresIsRefused(int version) {
        assertThatThrownBy(() -> ExternalDatabase.checkVersion(version)).isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("version " + version / 10_000).hasMessageContaining("15 or later");
    }

    @ParameterizedTest
    @ValueSource(ints = {150_000, 150_004, 180_006, 190_000})
    void postgres15AndLaterIsGood(int version) {
        assertThatCode(() -> ExternalDatabase.checkVersion(version)).doesNotThrowAnyException();
    }

    @Test
    void aJdbcUrlIsTakenAsItIs() {
        assertThat(ExternalDatabase.of("jdbc:postgresql://db/heed?user=a&password=b"))
                .isEqualTo(new ExternalDatabase("jdbc:postgresql://db/heed?user=a&password=b", null, null));
    }

    @Test
    void aPostgresUrlIsReadWithUserAndPassword() {
        assertThat(ExternalDatabase.of("postgres://he%40ed:p%2Fw%3A+1@db.example.org:5433/heed?sslmode=require"))
                .isEqualTo(new ExternalDatabase("jdbc:postgresql://db.example.org:5433/heed?sslmode=require", "he@ed",
                        "p/w:+1"));
        assertThat(ExternalDatabase.of(" postgresql://db/heed ")).isEqualTo(
                new ExternalDatabase("jdbc:postgresql://db/heed", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://u:secret@db/heed", "postgres://u:se cret@db/heed", "postgres:///heed", "secret"})
    void anythingElseIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> ExternalDatabase.of(url)).isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("HEED_DATABASE_URL").hasMessageNotContaining("cret");
    }
}
