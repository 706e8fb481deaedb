package heed.profile;

import heed.ledger.Source;
import heed.rules.Channel;
import heed.rules.optout.Switch;
import heed.web.Problem;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Codes in requests, and what to say about wrong ones.
final class Codes {

    private Codes() {
    }

    /// @throws Problem 400
    static Source source(@Nullable String code) {
        return code == null
                ? Source.API
                : Source.ofCode(code).orElseThrow(() -> oneOf("source", Source.values(), Source::code));
    }

    /// @throws Problem 400
    static Scope scope(@Nullable String code) {
        return code == null
                ? Scope.PROFILE
                : Scope.ofCode(code).orElseThrow(() -> oneOf("scope", Scope.values(), Scope::code));
    }

    /// @throws Problem 400
    static Switch switchOf(@Nullable String code) {
        return Optional.ofNullable(code).flatMap(Switch::ofCode)
                .orElseThrow(() -> oneOf("channel", Switch.values(), Switch::code));
    }

    /// @throws Problem 400 that names the field
    static Channel channel(String field, @Nullable String code) {
        return Optional.ofNullable(code).flatMap(Channel::ofCode)
                .orElseThrow(() -> oneOf(field, Channel.values(), Channel::code));
    }

    private static <T> Problem oneOf(String field, T[] values, Function<T, String> code) {
        return Problem.badRequest(field,
                "must be one of " + Arrays.stream(values).map(code).collect(Collectors.joining(", ")));
    }
}
