package heed.exchange;

import heed.rules.Moment;
import heed.rules.optout.ChoiceTime;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/// What a POST of a file says beside the file.
///
/// @param kind what its rows are
/// @param options the rest
public record ImportRequest(ImportKind kind, ImportOptions options) {

    private static final Set<String> PARAMETERS = Set.of("kind", "allowOptIn", "reason", "asOf", "dryRun", "empty");

    public ImportRequest {
        if (options.allowOptIn() && options.reason() == null) {
            throw Problem.badRequest("reason", "is missing: with allowOptIn, say where the consent comes from");
        }
    }

    /// Reads parameters and content type.
    ///
    /// @throws Problem 400 for a parameter that is wrong, or that nobody knows: `dryrun` must not import for real
    static ImportRequest of(HttpServletRequest request, Instant now) {
        for (String name : Collections.list(request.getParameterNames())) {
            if (!PARAMETERS.contains(name)) {
                throw Problem.badRequest(name, "is not known");
            }
        }
        return new ImportRequest(kind(text(request, "kind")), new ImportOptions(format(request),
                flag(request, "allowOptIn"), text(request, "reason"), asOf(request, now), flag(request, "dryRun"),
                emptyClears(request)));
    }

    /// The kind of that code.
    ///
    /// @throws Problem 400 where there is none
    public static ImportKind kind(@Nullable String code) {
        return ImportKind.ofCode(code == null ? "" : code).orElseThrow(() -> Problem.badRequest("kind",
                "must be one of " + String.join(", ", Arrays.stream(ImportKind.values()).map(ImportKind::code)
                        .toList())));
    }

    private static RowFormat format(HttpServletRequest request) {
        try {
            MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
            return switch (type.getType() + "/" + type.getSubtype().toLowerCase(Locale.ROOT)) {
                case "text/csv" -> RowFormat.CSV;
                case "application/x-ndjson" -> RowFormat.NDJSON;
                default -> throw unsupported();
            };
        } catch (InvalidMediaTypeException e) {
            throw unsupported();
        }
    }

    private static UnsupportedMediaTypeStatusException unsupported() {
        return new UnsupportedMediaTypeStatusException("the body must be text/csv or application/x-ndjson");
    }

    private static @Nullable Instant asOf(HttpServletRequest request, Instant now) {
        String text = text(request, "asOf");
        if (text == null) {
            return null;
        }
        try {
            return judged(Moment.of(text), now);
        } catch (IllegalArgumentException refused) {
            throw Problem.badRequest("asOf", String.valueOf(refused.getMessage()));
        }
    }

    /// When the file was made, as it counts.
    ///
    /// @throws Problem 400 for a moment ahead
    public static Instant judged(Instant asOf, Instant now) {
        return ChoiceTime.judge(asOf, now)
                .orElseThrow(() -> Problem.badRequest("asOf", "must not be more than 5 minutes ahead"));
    }

    private static boolean emptyClears(HttpServletRequest request) {
        String text = text(request, "empty");
        if (text == null) {
            return false;
        }
        if (!text.equals("clear")) {
            throw Problem.badRequest("empty", "must be clear, or left out");
        }
        return true;
    }

    private static boolean flag(HttpServletRequest request, String name) {
        String text = text(request, name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Problem.badRequest(name, "must be true or false");
    }

    private static @Nullable String text(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
