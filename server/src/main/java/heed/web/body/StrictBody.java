package heed.web.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.web.Problem;
import heed.web.WebSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/// Reads a JSON body once before it is bound: plain UTF-8 (RFC 8259 §8.1) not over the limit, each field once in its
/// object, no text that PostgreSQL cannot hold (NUL) or that is no text at all (half a surrogate pair), no number that
/// is nothing but zeros (`1e131071` would be stored, and answered in 131,072 digits).
@ControllerAdvice
public class StrictBody extends RequestBodyAdviceAdapter {

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// The power of ten that no number reaches, and none goes below the inverse of: the range of double (RFC 8259 §6).
    private static final int LARGEST_POWER = 308;

    private final DataSize most;

    StrictBody(WebSettings settings) {
        this.most = settings.maxJson();
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) throws IOException {
        check(message.getHeaders());
        byte[] body = read(message.getBody(), message.getHeaders().getContentLength(), most);
        checkText(body);
        check(body);
        return new Read(message.getHeaders(), new ByteArrayInputStream(body));
    }

    /// The whole body.
    ///
    /// @param announced how long it says it is, -1 when it does not: one that is too long is not read at all
    /// @throws Problem 413 beyond the limit
    public static byte[] read(InputStream stream, long announced, DataSize most) throws IOException {
        if (announced > most.toBytes()) {
            throw tooLarge(most);
        }
        byte[] body = stream.readNBytes(Math.toIntExact(most.toBytes()) + 1);
        if (body.length > most.toBytes()) {
            throw tooLarge(most);
        }
        return body;
    }

    private static Problem tooLarge(DataSize most) {
        return Problem.tooLarge("a JSON body may have up to " + most.toMegabytes() + " MB");
    }

    /// Nothing is unpacked here, so that nothing small unfolds into something large.
    private static void check(HttpHeaders headers) {
        String coding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            throw Problem.unsupportedMediaType("a JSON body comes as it is, without Content-Encoding");
        }
        MediaType type = headers.getContentType();
        if (type != null && type.getCharset() != null && !type.getCharset().equals(UTF_8)) {
            throw Problem.unsupportedMediaType("a JSON body is UTF-8");
        }
    }

    /// Jackson takes UTF-16 and UTF-32 too, and overlong forms of UTF-8.
    private static void checkText(byte[] body) {
        boolean zero = false;
        for (byte one : body) {
            zero |= one == 0;
        }
        if (zero || !WellFormed.utf8(body)) {
            throw Problem.badRequest("the body is not well-formed UTF-8");
        }
    }

    /// Looks through JSON text in UTF-8 before it is bound.
    ///
    /// @throws Problem 400 that names the place
    /// @throws tools.jackson.core.JacksonException for what is no JSON
    public static void check(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING) {
                    check(parser.getString(), parser.streamReadContext());
                } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                    check(number(parser.getString()), parser.streamReadContext());
                }
            }
        }
    }

    /// Null for one whose exponent is beyond what Java reads.
    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static void check(@Nullable BigDecimal number, TokenStreamContext place) {
        if (number == null || Math.abs((long) number.precision() - number.scale() - 1) > LARGEST_POWER) {
            throw Problem.badRequest(path(place), "must be a number from 1e-308 to 1e308");
        }
    }

    private static void check(String text, TokenStreamContext place) {
        if (text.indexOf('\u0000') >= 0) {
            throw Problem.badRequest(path(place), "must not hold the character NUL");
        }
        boolean broken = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (broken) {
            throw Problem.badRequest(path(place), "must not hold half a surrogate pair");
        }
    }

    private static String path(TokenStreamContext place) {
        TokenStreamContext parent = place.getParent();
        if (parent == null) {
            return "body";
        }
        String before = parent.getParent() == null ? "" : path(parent);
        if (place.inArray()) {
            return before + "[" + place.getCurrentIndex() + "]";
        }
        String name = String.valueOf(place.currentName()).replace("\u0000", "\\u0000");
        return before.isEmpty() ? name : before + "." + name;
    }

    private record Read(HttpHeaders headers, InputStream body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
    }
}
