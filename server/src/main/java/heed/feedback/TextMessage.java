package heed.feedback;

import heed.web.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A text that somebody sent to one of our numbers, as `POST /feedback/sms` takes it.
///
/// @param from the number it came from
/// @param to the number it was sent to, or null
/// @param at when it was sent; null: when it came in
/// @param id the sender's own, or null
public record TextMessage(@Nullable String from, @Nullable String to, @Nullable String text, @Nullable Instant at,
        @Nullable String id) {

    /// Who speaks in them.
    public static final String SENDER = "sms";

    /// Can it be taken?
    ///
    /// @throws Problem 400 that says why not
    void check() {
        if (from == null || from.isBlank()) {
            throw Problem.badRequest("from", "is missing");
        }
        if (text == null) {
            throw Problem.badRequest("text", "is missing");
        }
        if (id != null && id.isBlank()) {
            throw Problem.badRequest("id", "must not be empty");
        }
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "TextMessage[]";
    }
}
