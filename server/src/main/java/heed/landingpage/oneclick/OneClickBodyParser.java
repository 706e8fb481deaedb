package heed.landingpage.oneclick;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Reads the body of a POST to a link: a form as `application/x-www-form-urlencoded` or as `multipart/form-data` (U5), of
/// a few bytes. Anything else, anything longer and anything ill-formed says nothing.
///
/// Not the servlet container's: that would unpack parts of any size to disk.
final class OneClickBodyParser {

    /// RFC 8058 needs 26 bytes, and a boundary.
    static final int MOST = 8192;

    private static final Pattern NAME = Pattern.compile("\\bname=(?:\"([^\"]*)\"|([^\\s;\"]+))");

    private OneClickBodyParser() {
    }

    /// The fields by their names.
    static Map<String, String> read(HttpServletRequest request) throws IOException {
        MediaType type = type(request.getContentType());
        if (type == null) {
            return Map.of();
        }
        byte[] body = request.getInputStream().readNBytes(MOST + 1);
        return body.length > MOST ? Map.of() : fields(type, new String(body, UTF_8));
    }

    /// The fields of a body.
    static Map<String, String> fields(MediaType type, String body) {
        if (MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type)) {
            return encoded(body);
        }
        String boundary = type.getParameter("boundary");
        return MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type) && boundary != null
                ? parts(body, "--" + unquoted(boundary))
                : Map.of();
    }

    private static @Nullable MediaType type(@Nullable String header) {
        try {
            return header == null ? null : MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException notOne) {
            return null;
        }
    }

    private static Map<String, String> encoded(String body) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String pair : body.strip().split("&", -1)) {
                String[] both = pair.split("=", 2);
                fields.put(URLDecoder.decode(both[0], UTF_8),
                        both.length == 1 ? "" : URLDecoder.decode(both[1], UTF_8));
            }
        } catch (IllegalArgumentException notPercentEncoded) {
            return Map.of();
        }
        return fields;
    }

    /// RFC 7578: each part has its headers, an empty line, and its value. Lines may end as they do on any system.
    private static Map<String, String> parts(String body, String boundary) {
        Map<String, String> fields = new HashMap<>();
        for (String part : body.replace("\r\n", "\n").split(Pattern.quote(boundary), -1)) {
            int end = part.indexOf("\n\n");
            if (end >= 0) {
                Matcher name = NAME.matcher(disposition(part.substring(0, end)));
                if (name.find()) {
                    fields.put(name.group(1) == null ? name.group(2) : name.group(1), part.substring(end + 2).strip());
                }
            }
        }
        return fields;
    }

    private static String disposition(String headers) {
        return headers.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                .findFirst().orElse("");
    }

    private static String unquoted(String boundary) {
        return boundary.length() > 1 && boundary.startsWith("\"") && boundary.endsWith("\"")
                ? boundary.substring(1, boundary.length() - 1)
                : boundary;
    }
}
