package heed.rules.address;

import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;

/// A device token, byte for byte: no trimming, no case folding (semantics §6).
public final class CanonicalPush {

    /// The longest token, in octets: more than any platform gives, and what an index can hold.
    public static final int MAX_OCTETS = 2000;

    private CanonicalPush() {
    }

    /// The token as it is; rejected when it is empty, too long, or has control characters.
    public static Canonicalised of(String raw) {
        if (raw.isEmpty()) {
            return new Rejected("a device token is not empty");
        }
        if (raw.codePoints().anyMatch(Text::isBroken)) {
            return new Rejected("a device token has no control characters");
        }
        return Text.octets(raw) > MAX_OCTETS
                ? new Rejected("a device token has at most " + MAX_OCTETS + " octets")
                : new Canonical(raw);
    }
}
