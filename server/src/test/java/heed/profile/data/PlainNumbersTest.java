package heed.profile.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class PlainNumbersTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"1e2 | 100", "1E+2 | 100", "-5e0 | -5", "0e9 | 0",
            "1e10 | 10000000000", "1e20 | 100000000000000000000", "2147483647 | 2147483647", "15e-1 | 1.5",
            "1.50 | 1.50", "{\"a\":[1e2,{\"b\":2e0}]} | {\"a\":[100,{\"b\":2}]}", "\"1e2\" | \"1e2\"", "null | null"})
    void aNumberIsAsTheDatabaseGivesItBack(String given, String back) {
        assertThat(PlainNumbers.of(JSON.readTree(given))).isEqualTo(JSON.readTree(back));
    }
}
