package heed.web;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// What Jackson finds wrong with a body, in the words of the API: the field's path, and what it should be.
final class JsonProblems {

    private JsonProblems() {
    }

    static Problem of(JacksonException e) {
        if (e.getCause() instanceof Problem problem) {
            return problem;
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown -> Problem.badRequest(path(e.getPath()), "is unknown here");
            case MismatchedInputException mismatch -> Problem.badRequest(path(e.getPath()),
                    "must be " + expected(mismatch.getTargetType()));
            case InputCoercionException range -> Problem.badRequest(path(e.getPath()),
                    "must be " + expected(range.getTargetType()));
            case StreamConstraintsException limits -> Problem.badRequest("the body is nested too deeply or holds a"
                    + " number that is too long" + place(e.getLocation()));
            case StreamReadException malformed -> Problem.badRequest("the body is not well-formed JSON"
                    + place(e.getLocation()));
            // A record's own constructor refused the value; its message is written for callers.
            case JacksonException other when other.getCause() instanceof IllegalArgumentException refused ->
                Problem.badRequest(path(e.getPath()), String.valueOf(refused.getMessage()));
            default -> Problem.badRequest(path(e.getPath()), "cannot be read");
        };
    }

    /// What a value of that type looks like in a request.
    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants()).map(String::valueOf)
                    .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return number(type);
    }

    private static String number(Class<?> type) {
        if (List.of(int.class, Integer.class, long.class, Long.class, BigInteger.class).contains(type)) {
            return "a whole number in range";
        }
        if (List.of(double.class, Double.class, BigDecimal.class).contains(type)) {
            return "a number";
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "a time as 2026-01-31T12:00:00Z";
        }
        boolean list = type.isArray() || Collection.class.isAssignableFrom(type);
        boolean object = type.isRecord() || Map.class.isAssignableFrom(type) || JsonNode.class.isAssignableFrom(type);
        return list ? "a list" : object ? "an object" : "of another form";
    }

    /// `addresses.email[1]`; `body` for the whole.
    private static String path(List<JacksonException.Reference> path) {
        var text = new StringBuilder();
        for (JacksonException.Reference step : path) {
            if (step.getPropertyName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return text.isEmpty() ? "body" : text.toString();
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 0
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
