package heed.exchange.file;

import tools.jackson.core.io.JsonStringEncoder;

/// JSON text.
public final class Json {

    private Json() {
    }

    /// A text as a JSON string.
    public static String quoted(String text) {
        StringBuilder to = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        return to.append('"').toString();
    }
}
