package heed.feedback.hook;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How Vonage's SMS API signs its webhooks: the fields in the order of their names, each as `&name=value` with `_` for any
/// `&` and `=` in it, empty ones left out, and the secret.
///
/// See https://developer.vonage.com/en/getting-started/concepts/signing-messages; the account's settings say which one.
public enum SmsSignature {
    /// An MD5 digest of the fields with the secret behind them.
    MD5HASH(null),
    /// HMAC with MD5.
    MD5("HmacMD5"),
    /// HMAC with SHA-1.
    SHA1("HmacSHA1"),
    /// HMAC with SHA-256.
    SHA256("HmacSHA256"),
    /// HMAC with SHA-512.
    SHA512("HmacSHA512");

    private static final String SIGNATURE = "sig";

    private final @Nullable String algorithm;

    SmsSignature(@Nullable String algorithm) {
        this.algorithm = algorithm;
    }

    /// Is the body signed with this secret, and not too long ago?
    boolean isGenuine(String secret, Duration window, HookRequest request) {
        Optional<Map<String, String>> fields = Events.body(request).flatMap(SmsSignature::fields);
        return fields.isPresent() && Proof.recent(fields.get().get("timestamp"), request.at(), window)
                && isSigned(secret, fields.get());
    }

    /// Is the field `sig` what these fields and this secret make?
    boolean isSigned(String secret, Map<String, String> fields) {
        String given = fields.get(SIGNATURE);
        return given != null && Proof.same(of(secret, fields), given.toLowerCase(Locale.ROOT));
    }

    private String of(String secret, Map<String, String> fields) {
        StringBuilder signed = new StringBuilder();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (!name.equals(SIGNATURE) && !value.isBlank()) {
                signed.append('&').append(clean(name)).append('=').append(clean(value));
            }
        });
        return algorithm == null
                ? Proof.md5(signed + secret)
                : Proof.hex(Proof.hmac(algorithm, secret, signed.toString()));
    }

    private static String clean(String text) {
        return text.replace('&', '_').replace('=', '_');
    }

    /// Empty where a field is no text: nothing of it would be signed.
    private static Optional<Map<String, String>> fields(JsonNode body) {
        if (!body.isObject() || body.valueStream().anyMatch(JsonNode::isContainer)) {
            return Optional.empty();
        }
        Map<String, String> fields = new TreeMap<>();
        body.propertyNames().forEach(name -> fields.put(name, Events.text(body, name)));
        return Optional.of(fields);
    }
}
