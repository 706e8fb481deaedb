package heed.web.body;

import heed.web.Problem;
import heed.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Looks at path and query before anybody decodes them: percent-encoded UTF-8 to the letter, each parameter once, no
/// NUL, which PostgreSQL cannot hold. What is ill-formed would else be read as U+FFFD, and two keys become one.
public class StrictTargetFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    /// Refuses by the writer.
    public StrictTargetFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            checkPath(request.getRequestURI());
            checkQuery(request.getQueryString());
        } catch (Problem problem) {
            problems.write(response, problem);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void checkPath(String path) {
        if (!wellFormed(path)) {
            throw Problem.badRequest("the path is not percent-encoded UTF-8");
        }
        if (path.contains("%00")) {
            throw Problem.badRequest("the path must not hold the character NUL");
        }
    }

    private static void checkQuery(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (String parameter : query.split("&", -1)) {
            if (!wellFormed(parameter)) {
                throw Problem.badRequest("the query is not percent-encoded UTF-8");
            }
            String name = URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
            if (parameter.contains("%00")) {
                throw Problem.badRequest(name.replace("\u0000", "\\u0000"), "must not hold the character NUL");
            }
            if (!name.isEmpty() && !names.add(name)) {
                throw Problem.badRequest(name, "is there twice");
            }
        }
    }

    /// Are the bytes behind these percent signs UTF-8?
    static boolean wellFormed(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char next = encoded.charAt(at);
            if (next != '%') {
                bytes.writeBytes(String.valueOf(next).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
            int low = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            bytes.write(high << 4 | low);
            at += 2;
        }
        return WellFormed.utf8(bytes.toByteArray());
    }
}
