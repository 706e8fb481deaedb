package heed.web.body;

import heed.web.Problem;
import heed.web.WebSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
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

/// Reads a JSON body once before it is bound: not over the limit, each field once in its object, no text that
/// PostgreSQL cannot hold (NUL) or that is no text at all (half a surrogate pair).
@ControllerAdvice
public class StrictBody extends RequestBodyAdviceAdapter {

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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
        byte[] body = read(message.getBody(), most);
        check(body);
        return new Read(message.getHeaders(), new ByteArrayInputStream(body));
    }

    /// The whole body.
    ///
    /// @throws Problem 413 beyond the limit
    public static byte[] read(InputStream stream, DataSize most) throws IOException {
        byte[] body = stream.readNBytes(Math.toIntExact(most.toBytes()) + 1);
        if (body.length > most.toBytes()) {
            throw Problem.tooLarge("a JSON body may have up to " + most.toMegabytes() + " MB");
        }
        return body;
    }

    private static void check(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING) {
                    check(parser.getString(), parser.streamReadContext());
                }
            }
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
