package heed.exchange.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// Strict UTF-8, as rows must be.
final class Utf8 {

    /// How much of a bad row is shown, in bytes.
    static final int MAX_SHOWN = 10_000;

    /// What a check found.
    ///
    /// @param problem what is wrong, null where nothing is
    record Check(@Nullable String problem) {}

    private static final Check FINE = new Check(null);

    private Utf8() {
    }

    /// Checks that the bytes are UTF-8 and hold no NUL, which PostgreSQL cannot store.
    static Check check(byte[] bytes) {
        int all = 0;
        boolean nul = false;
        for (byte b : bytes) {
            all |= b;
            nul |= b == 0;
        }
        if (nul) {
            return new Check("holds the character NUL");
        }
        return all >= 0 ? FINE : decode(bytes);
    }

    private static Check decode(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return FINE;
        } catch (CharacterCodingException e) {
            return new Check("is not valid UTF-8");
        }
    }

    /// The text for people: what is not UTF-8 becomes U+FFFD, what is long is cut.
    static String lenient(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, MAX_SHOWN), UTF_8);
    }
}
