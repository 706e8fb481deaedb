package heed.rules;

import java.util.Optional;

/// What a profile key (the customer's own id of a person) may be (semantics §6): 1 to 255 characters, compared code
/// point by code point, never trimmed, no control characters, no lone surrogates, not `.` or `..`.
public final class ProfileKey {

    /// The longest key, in code points.
    public static final int MAX_CHARACTERS = 255;

    private ProfileKey() {
    }

    /// Why this text cannot be a key, as a sentence that does not repeat it; empty when it can.
    public static Optional<String> problem(String key) {
        if (key.isEmpty()) {
            return Optional.of("a key has at least one character");
        }
        if (key.codePointCount(0, key.length()) > MAX_CHARACTERS) {
            return Optional.of("a key has at most " + MAX_CHARACTERS + " characters");
        }
        if (key.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("a key has no control characters");
        }
        if (key.codePoints().anyMatch(ProfileKey::isLoneSurrogate)) {
            return Optional.of("a key is well-formed Unicode, without lone surrogates");
        }
        return key.equals(".") || key.equals("..") ? Optional.of("a key is not . or ..") : Optional.empty();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
