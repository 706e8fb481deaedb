package heed.feedback.hook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to a webhook.
///
/// @param url as its sender called it
/// @param headers by their names in lower case
/// @param body the bytes as they came
/// @param at when it came
@SuppressWarnings("ArrayRecordComponent")
record HookRequest(String url, Map<String, String> headers, byte[] body, Instant at) {

    /// A header; null where there is none.
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /// The body as text.
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// Is the body a form?
    boolean isForm() {
        return headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "HookRequest[" + body.length + "]";
    }
}
