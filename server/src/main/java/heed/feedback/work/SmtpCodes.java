package heed.feedback.work;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Codes in what mail servers say.
public final class SmtpCodes {

    /// Of RFC 3463, not part of an IP address or a version.
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]\\d)");

    private SmtpCodes() {
    }

    /// The first enhanced code in a text; null where there is none.
    public static @Nullable String enhanced(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher found = ENHANCED.matcher(text);
        return found.find() ? found.group(1) : null;
    }
}
