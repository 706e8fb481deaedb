package heed.rules.address;

import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;

/// A postal address: trimmed, every run of white space (line breaks too) one blank, capital letters the same as
/// small ones (semantics §6).
public final class CanonicalDirectMail {

    /// The longest address, in octets: what an index can hold.
    public static final int MAX_OCTETS = 2000;

    private CanonicalDirectMail() {
    }

    /// The folded address; rejected when nothing is left, when it is too long, or has control characters.
    public static Canonicalised of(String raw) {
        String text = Text.lowerCase(Text.composed(Text.trim(fold(raw))));
        if (text.isEmpty()) {
            return new Rejected("a postal address is not empty");
        }
        if (text.codePoints().anyMatch(Text::isBroken)) {
            return new Rejected("a postal address has no control characters");
        }
        return Text.octets(text) > MAX_OCTETS
                ? new Rejected("a postal address has at most " + MAX_OCTETS + " octets")
                : new Canonical(text);
    }

    private static String fold(String raw) {
        StringBuilder folded = new StringBuilder(raw.length());
        boolean blank = false;
        for (int i = 0; i < raw.length(); i++) {
            boolean white = Text.isWhiteSpace(raw.charAt(i));
            if (!white) {
                folded.append(raw.charAt(i));
            } else if (!blank) {
                folded.append(' ');
            }
            blank = white;
        }
        return folded.toString();
    }
}
