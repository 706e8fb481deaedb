package heed.rules.address;

import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An e-mail address in its one spelling (semantics §6; RFC 5321 §4.1.2, RFC 5322 §3.4.1, RFC 6531).
///
/// - White space around it goes; white space or control characters within reject it.
/// - One `@`; the local part is a dot-atom, UTF-8 allowed. Quotes around a plain dot-atom are removed, other quoted
///   local parts rejected.
/// - Local part in lower case; dots and `+tag` are kept. At most 64 octets, the whole at most 254.
/// - The domain has at least two labels, in ASCII; a trailing dot goes; no address literal.
/// - Display names, `mailto:` and several addresses are rejected.
///
/// The canonical text of a canonical text is itself.
public final class CanonicalEmail {

    private static final int MAX_LOCAL_OCTETS = 64;
    private static final int MAX_OCTETS = 254;
    private static final String ATEXT_MARKS = "!#$%&'*+-/=?^_`{|}~";

    private CanonicalEmail() {
    }

    /// The Unicode rules for domains: UTS 46, non-transitional, with the ASCII rules of STD 3.
    @FunctionalInterface
    public interface DomainToAscii {

        /// The domain in lower-case ASCII, `null` when it breaks a rule. Its own results come back unchanged.
        @Nullable
        String apply(String domain);
    }

    /// The canonical address, or why it is none.
    public static Canonicalised of(String raw, DomainToAscii domains) {
        String text = Text.composed(Text.trim(raw));
        Optional<String> problem = problemOf(text);
        if (problem.isPresent()) {
            return new Rejected(problem.get());
        }
        int at = atSign(text);
        if (at < 0) {
            return new Rejected("an e-mail address has exactly one @");
        }
        String local = Text.lowerCase(unquoted(text.substring(0, at)));
        if (!isDotAtom(local)) {
            return new Rejected("the part before the @ is not a plain name");
        }
        String domain = domain(text.substring(at + 1), domains);
        return domain == null ? new Rejected("the domain is not valid") : sized(local, domain);
    }

    private static Canonicalised sized(String local, String domain) {
        if (Text.octets(local) > MAX_LOCAL_OCTETS) {
            return new Rejected("the part before the @ has at most " + MAX_LOCAL_OCTETS + " octets");
        }
        String text = local + "@" + domain;
        return Text.octets(text) > MAX_OCTETS
                ? new Rejected("an e-mail address has at most " + MAX_OCTETS + " octets")
                : new Canonical(text);
    }

    private static Optional<String> problemOf(String text) {
        if (text.isEmpty()) {
            return Optional.of("an e-mail address is not empty");
        }
        if (text.codePoints().anyMatch(Text::isBroken)) {
            return Optional.of("an e-mail address has no control characters");
        }
        if (text.regionMatches(true, 0, "mailto:", 0, 7)) {
            return Optional.of("give the bare address, without mailto:");
        }
        if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
            return Optional.of("give the bare address, without a display name");
        }
        return text.codePoints().anyMatch(Text::isWhiteSpace)
                ? Optional.of("an e-mail address has no white space")
                : Optional.empty();
    }

    /// Where the one `@` outside quotes stands; -1 when there is none or another one.
    private static int atSign(String text) {
        int from = text.startsWith("\"") ? text.indexOf('"', 1) + 1 : 0;
        int at = text.indexOf('@', from);
        return text.indexOf('@', at + 1) < 0 ? at : -1;
    }

    private static String unquoted(String local) {
        boolean quoted = local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
        return quoted ? local.substring(1, local.length() - 1) : local;
    }

    private static boolean isDotAtom(String local) {
        return !local.isEmpty() && !local.startsWith(".") && !local.endsWith(".") && !local.contains("..")
                && local.codePoints().allMatch(CanonicalEmail::isAtextOrDot);
    }

    /// The local part is in lower case by now.
    private static boolean isAtextOrDot(int codePoint) {
        return codePoint >= 0x80 || codePoint == '.' || isLowerCase(codePoint)
                || ATEXT_MARKS.indexOf(codePoint) >= 0;
    }

    private static @Nullable String domain(String written, DomainToAscii domains) {
        if (written.startsWith("[") || written.endsWith("..")) {
            return null;
        }
        String ascii = domains.apply(written);
        if (ascii == null) {
            return null;
        }
        String domain = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return null;
            }
        }
        // A name that ends in a number would be an address, not a domain.
        boolean number = labels[labels.length - 1].chars().allMatch(Character::isDigit);
        return labels.length < 2 || number ? null : domain;
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty() && label.length() <= 63 && !label.startsWith("-") && !label.endsWith("-")
                && label.chars().allMatch(character -> character == '-' || isLowerCase(character));
    }

    private static boolean isLowerCase(int codePoint) {
        return (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= '0' && codePoint <= '9');
    }
}
