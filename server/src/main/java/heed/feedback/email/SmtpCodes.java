package heed.feedback.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The two codes in what the other side answered: reply code (RFC 5321) and enhanced code (RFC 3463).
final class SmtpCodes {

    /// Not a version, not a part of an IP address.
    private static final Pattern ENHANCED = Pattern
            .compile("(?<![\\d.])([45])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d]|\\.\\d)");

    private static final Pattern REPLY = Pattern.compile("(?<![\\w.\\[/=-])([45][0-5]\\d)(?=[ :,)\\]'\"-]|$)");

    /// The marks of the further lines of one answer: they stand amid its sentences.
    private static final Pattern CONTINUED = Pattern
            .compile("(?<=\\s)[245]\\d\\d[ -][245]\\.\\d{1,3}\\.\\d{1,3}\\s|(?<=\\s)[245]\\d\\d-");

    private SmtpCodes() {
    }

    static @Nullable String enhanced(String said) {
        Matcher found = ENHANCED.matcher(said);
        return found.find() ? found.group() : null;
    }

    static @Nullable String reply(String said) {
        Matcher found = REPLY.matcher(said);
        return found.find() ? found.group(1) : null;
    }

    /// Without the codes that begin its further lines.
    static String joined(String said) {
        Matcher found = CONTINUED.matcher(said);
        StringBuilder joined = new StringBuilder();
        int kept = 0;
        while (found.find()) {
            if (kept > 0 || found.start() > 20) {
                joined.append(said, kept, found.start());
                kept = found.end();
            } else {
                joined.append(said, kept, found.end());
                kept = found.end();
            }
        }
        return joined.append(said, kept, said.length()).toString();
    }

    /// The code that says more: the one inside the answer, unless it is vague and the report's own is not.
    static @Nullable String better(@Nullable String inner, @Nullable String status) {
        if (inner == null || status == null) {
            return inner == null ? status : inner;
        }
        return inner.endsWith(".0.0") && !status.endsWith(".0.0") ? status : inner;
    }
}
