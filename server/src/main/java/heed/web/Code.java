package heed.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Codes in requests: read where they are known, else answered with those that are.
public final class Code {

    private Code() {
    }

    /// The value of a code.
    ///
    /// @param field its name as in the request
    /// @param code null: it is missing
    /// @param values all values, for the answer
    /// @throws Problem 400 where it is missing or unknown
    public static <T> T required(String field, @Nullable String code, T[] values, Function<T, String> codeOf) {
        return optional(field, code, values, codeOf).orElseThrow(() -> Problem.badRequest(field, "is missing"));
    }

    /// The value of a code, empty where there is none.
    ///
    /// @throws Problem 400 where it is unknown
    public static <T> Optional<T> optional(String field, @Nullable String code, T[] values,
            Function<T, String> codeOf) {
        if (code == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values).filter(value -> codeOf.apply(value).equals(code)).findFirst()
                .orElseThrow(() -> Problem.badRequest(field, "must be one of "
                        + Arrays.stream(values).map(codeOf).collect(Collectors.joining(", ")))));
    }
}
