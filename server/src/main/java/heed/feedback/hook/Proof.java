package heed.feedback.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What the checks of webhooks have in common. Compares in constant time.
final class Proof {

    /// Clocks differ.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private Proof() {
    }

    static byte[] hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    /// Only for whom nothing better is on offer.
    static String md5(String text) {
        return digest("MD5", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return hex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static boolean same(String expected, @Nullable String given) {
        return given != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
                given.getBytes(StandardCharsets.UTF_8));
    }

    /// The bytes of base64 text of any kind; none for what is none.
    static byte[] base64(@Nullable String text) {
        try {
            return text == null ? new byte[0] : Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /// The bytes of base64url text without padding; none for what is none.
    static byte[] base64Url(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /// HTTP basic authentication as `user:password`.
    static boolean basic(String expected, @Nullable String authorization) {
        return same("Basic " + Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8)),
                authorization);
    }

    /// Is a moment in seconds of 1970 neither older than the window nor ahead?
    static boolean recent(@Nullable String seconds, Instant now, Duration window) {
        return seconds != null && seconds.matches("[0-9]{1,12}")
                && recent(Instant.ofEpochSecond(Long.parseLong(seconds)), now, window);
    }

    static boolean recent(Instant at, Instant now, Duration window) {
        return !at.isBefore(now.minus(window)) && !at.isAfter(now.plus(AHEAD));
    }
}
