package heed.landingpage.oneclick;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/// U5.
class OneClickBodyParserTest {

    private static final Map<String, String> ONE_CLICK = Map.of("List-Unsubscribe", "One-Click");
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @ValueSource(strings = {"List-Unsubscribe=One-Click", "List-Unsubscribe=One-Click\r\n",
            "List%2DUnsubscribe=One%2DClick"})
    void aFormIsRead(String body) throws IOException {
        assertThat(read(FORM, body)).isEqualTo(ONE_CLICK);
        assertThat(read(FORM + "; charset=UTF-8", body)).isEqualTo(ONE_CLICK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void partsAreReadWhateverTheirLinesEndWith(String end) throws IOException {
        String body = String.join(end, "--xyz", "Content-Disposition: form-data; name=\"List-Unsubscribe\"", "",
                "One-Click", "--xyz--", "");

        assertThat(read("multipart/form-data; boundary=xyz", body)).isEqualTo(ONE_CLICK);
        assertThat(read("multipart/form-data; boundary=\"xyz\"", body)).isEqualTo(ONE_CLICK);
    }

    /// The example of RFC 8058 §8.2.
    @Test
    void theExampleOfTheStandardIsRead() throws IOException {
        String body = String.join("\r\n", "---FormBoundaryjWmhtjORrn",
                "Content-Disposition: form-data; name=\"List-Unsubscribe\"", "", "One-Click",
                "---FormBoundaryjWmhtjORrn--", "");

        assertThat(read("multipart/form-data; boundary=-FormBoundaryjWmhtjORrn", body)).isEqualTo(ONE_CLICK);
    }

    @Test
    void furtherPartsAndTheirHeadersDoNoHarm() throws IOException {
        String body = String.join("\r\n", "--b", "Content-Type: text/plain; name=\"no\"",
                "content-disposition: form-data; name=List-Unsubscribe", "", "One-Click", "--b",
                "Content-Disposition: form-data; name=\"file\"; filename=\"x\"", "", "text", "--b--", "");

        assertThat(read("multipart/form-data; boundary=b", body)).containsAllEntriesOf(ONE_CLICK).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "nonsense", "multipart/form-data",
            "multipart/mixed; boundary=b",
            "*/*"})
    void anotherTypeSaysNothing(String type) throws IOException {
        assertThat(read(type, "List-Unsubscribe=One-Click")).isEmpty();
    }

    @Test
    void whatIsTooLongOrIllFormedSaysNothing() throws IOException {
        assertThat(read(FORM, "List-Unsubscribe=One-Click&x=" + "x".repeat(OneClickBodyParser.MOST))).isEmpty();
        assertThat(read(FORM, "List-Unsubscribe=One-Click&x=%zz")).isEmpty();
        assertThat(read(FORM, "")).doesNotContainKey("List-Unsubscribe");
        assertThat(OneClickBodyParser.read(new MockHttpServletRequest())).isEmpty();
    }

    private static Map<String, String> read(String type, String body) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/u/x");
        request.setContentType(type);
        request.setContent(body.getBytes(UTF_8));
        return OneClickBodyParser.read(request);
    }
}
