package heed.web.page;

import heed.web.Problem;
import heed.web.body.StrictBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the field of a form says: an empty one says nothing, a day is one of the operator's zone.
public final class FormField {

    private FormField() {
    }

    /// The text without blanks around it; null where there is none.
    ///
    /// @throws Problem 400 for one that PostgreSQL cannot hold
    public static @Nullable String text(@Nullable String field) {
        if (field != null && field.indexOf('\u0000') >= 0) {
            throw Problem.badRequest("a field must not hold the character NUL");
        }
        return field == null || field.isBlank() ? null : field.strip();
    }

    /// The JSON object that a field holds, read as strictly as a body of the API; an empty field holds an empty one.
    ///
    /// @param name of the field
    /// @throws Problem 400 that names the field
    public static ObjectNode object(String name, @Nullable String field, JsonMapper json) {
        String text = text(field);
        if (text == null) {
            return json.createObjectNode();
        }
        try {
            StrictBody.check(text.getBytes(StandardCharsets.UTF_8));
            if (json.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw Problem.badRequest(name, "is not JSON, as {\"age\": 36, \"city\": \"Lyon\"}");
        } catch (Problem e) {
            throw Problem.badRequest(name, "holds something that cannot be kept: " + e.getMessage());
        }
        throw Problem.badRequest(name, "must be names with their values, as {\"age\": 36, \"city\": \"Lyon\"}");
    }

    /// The first moment of a day, inclusive; null for no day.
    public static @Nullable Instant from(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    /// The end of a day, exclusive; null for no day.
    public static @Nullable Instant to(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : from(day.plusDays(1), zone);
    }
}
