package heed.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", " a ", "a/b%c;d?e#f+😀", "...", ". ", "ключ", "\u2028", "{x}", "**", "A"})
    void mayBeAlmostAnything(String key) {
        assertThat(ProfileKey.problem(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a\u0000b", "a\nb", "\u007f", "\u0085", "a\tb"})
    void butNotEmptyNorDotsNorControlCharacters(String key) {
        assertThat(ProfileKey.problem(key)).isPresent();
    }

    @Test
    void surrogatesComeInPairs() {
        assertThat(ProfileKey.problem("a\uD83D")).isPresent();
        assertThat(ProfileKey.problem("\uDE00a")).isPresent();
        assertThat(ProfileKey.problem("\uD83D\uDE00")).isEmpty();
    }

    @Test
    void lengthIsCountedInCharactersNotInHalvesOfThem() {
        assertThat(ProfileKey.problem("😀".repeat(255))).isEmpty();
        assertThat(ProfileKey.problem("😀".repeat(256))).isPresent();
        assertThat(ProfileKey.problem("a".repeat(255))).isEmpty();
        assertThat(ProfileKey.problem("a".repeat(256))).isPresent();
    }
}
