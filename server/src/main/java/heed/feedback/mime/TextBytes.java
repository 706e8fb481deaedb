package heed.feedback.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Bytes as text in the charset that they are in, which is not always the one that they claim.
final class TextBytes {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private static final Set<String> VAGUE = Set.of("us-ascii", "ascii", "utf-8", "iso-8859-1", "unknown-8bit");

    private TextBytes() {
    }

    static String decode(byte[] bytes, @Nullable String claimed) {
        String name = claimed == null ? "" : claimed.toLowerCase(Locale.ROOT);
        if (claimed == null || VAGUE.contains(name) || (name.startsWith("iso-2022") && !sevenBit(bytes))) {
            return guess(bytes);
        }
        try {
            return new String(bytes, Charset.forName(claimed));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException problem) {
            return guess(bytes);
        }
    }

    private static String guess(byte[] bytes) {
        if (japanese(bytes)) {
            return new String(bytes, Charset.forName("ISO-2022-JP"));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, whole(bytes))).toString();
        } catch (CharacterCodingException problem) {
            return new String(bytes, WESTERN);
        }
    }

    /// Without the character that the limit may have cut at the end.
    private static int whole(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int b = bytes[bytes.length - back] & 0xff;
            if (b >= 0xc0) {
                int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                return back < length ? bytes.length - back : bytes.length;
            }
            if (b < 0x80) {
                return bytes.length;
            }
        }
        return bytes.length;
    }

    private static boolean sevenBit(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /// `ESC $ B` or `ESC $ @`: mail systems send it without saying so.
    private static boolean japanese(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1b && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }
}
