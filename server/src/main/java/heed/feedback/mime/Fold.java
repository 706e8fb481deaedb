package heed.feedback.mime;

/// Text made comparable: lower case, white space and line ends one blank, typographic quotes plain. Linear.
public final class Fold {

    private Fold() {
    }

    public static String of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (white(c)) {
                if (!blank) {
                    folded.append(' ');
                }
                blank = true;
            } else {
                folded.append(plain(c));
                blank = false;
            }
        }
        return folded.toString();
    }

    /// At most so many characters, on one line: what is shown and stored.
    public static String cut(String text, int length) {
        StringBuilder kept = new StringBuilder();
        boolean blank = true;
        for (int i = 0; i < text.length() && kept.length() < length; i++) {
            char c = text.charAt(i);
            boolean white = white(c) || Character.isISOControl(c) || Character.isSurrogate(c);
            if (!white || !blank) {
                kept.append(white ? ' ' : c);
            }
            blank = white;
        }
        return kept.toString().strip();
    }

    private static boolean white(char c) {
        return c <= ' ' || c == '\u00a0' || Character.isWhitespace(c);
    }

    private static char plain(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u02bc', '\u00b4', '`' -> '\'';
            case '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb' -> '"';
            case '\u2013', '\u2014', '\u2010', '\u2011' -> '-';
            default -> c < 128 ? asciiLower(c) : Character.toLowerCase(c);
        };
    }

    private static char asciiLower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
