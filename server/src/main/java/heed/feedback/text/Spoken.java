package heed.feedback.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text as words that can be compared: Unicode's compatible forms (NFKC), lower case, Latin accents dropped,
/// apostrophes closed up, everything else that is neither letter nor digit a blank. Linear.
///
/// @param words in order
record Spoken(List<String> words) {

    private static final int LONGEST = 1_000;

    Spoken {
        words = List.copyOf(words);
    }

    static Spoken of(String text) {
        String looked = text.substring(0, Math.min(text.length(), LONGEST));
        String folded = Normalizer.normalize(looked, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String apart = Normalizer.normalize(folded, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(apart.length());
        apart.codePoints().forEach(c -> take(plain, c));
        String joined = Normalizer.normalize(plain, Normalizer.Form.NFC);
        List<String> words = new ArrayList<>();
        for (String word : joined.split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return new Spoken(words);
    }

    private static void take(StringBuilder plain, int c) {
        boolean accent = c >= 0x300 && c <= 0x36f;
        boolean closesUp = c == '\'' || c == 0x2019 || c == 0x2018 || c == 0xb4 || c == '`' || c == 0xad
                || (c >= 0x200b && c <= 0x200d) || c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f);
        if (accent || closesUp) {
            return;
        }
        switch (c) {
            case 0xdf -> plain.append("ss");
            case 0xe6 -> plain.append("ae");
            case 0xf8 -> plain.append('o');
            case 0x131 -> plain.append('i');
            case 0x142 -> plain.append('l');
            default -> plain.append(spoken(c) ? Character.toString(c) : " ");
        }
    }

    private static boolean spoken(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    /// The words with blanks between.
    String text() {
        return String.join(" ", words);
    }

    /// The words without blanks: `S T O P`, `opt-out` and `OPT OUT` are one each.
    String run() {
        return String.join("", words);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /// Does it hold these words one after the other? In scripts without blanks also inside a word.
    boolean holds(String phrase) {
        return (" " + text() + " ").contains(" " + phrase + " ") || (unspaced(phrase) && run().contains(phrase));
    }

    /// Is it of a script without blanks between words?
    static boolean unspaced(String phrase) {
        return phrase.codePoints().anyMatch(c -> (c >= 0x2e80 && c < 0xac00) || (c >= 0x0e00 && c < 0x0e80));
    }
}
