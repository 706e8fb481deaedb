package heed.delivery.recipient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LineFormatTest {

    private static final LineFormat NDJSON = LineFormat.ndjson(id -> ",\"id\":" + id);

    @Test
    void aPlainRecipientIsWrittenAsItIs() {
        assertThat(line(LineFormat.CSV, "p-1", "ada@example.org")).isEqualTo("p-1,ada@example.org\r\n");
        assertThat(line(NDJSON, "p-1", "ada@example.org"))
                .isEqualTo("{\"profile\":\"p-1\",\"address\":\"ada@example.org\",\"id\":7}\n");
    }

    @Test
    void csvQuotesWhatRfc4180WantsQuotedAndNothingElse() {
        assertThat(line(LineFormat.CSV, "a,b", "say \"hi\"")).isEqualTo("\"a,b\",\"say \"\"hi\"\"\"\r\n");
        assertThat(line(LineFormat.CSV, "two\r\nlines", " blank")).isEqualTo("\"two\r\nlines\",\" blank\"\r\n");
        assertThat(line(LineFormat.CSV, "=1+1", "back\\slash and blank")).isEqualTo("=1+1,back\\slash and blank\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "é😀", "a\"b", "a\\b", "tab\there", "\u0001", "\u2028", "a,b", "'", "</script>",
            "\u007f"})
    void ndjsonReadsBackAsItWas(String odd) {
        JsonNode read = new JsonMapper().readTree(line(NDJSON, odd, "x" + odd));

        assertThat(read.at("/profile").stringValue()).isEqualTo(odd);
        assertThat(read.at("/address").stringValue()).isEqualTo("x" + odd);
    }

    private static String line(LineFormat format, String key, String address) {
        byte[] k = key.getBytes(UTF_8);
        byte[] a = address.getBytes(UTF_8);
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(k);
        row.writeBytes(a);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.line(7, row.toByteArray(), 0, k.length, k.length, a.length, out);
        return out.toString(UTF_8);
    }
}
