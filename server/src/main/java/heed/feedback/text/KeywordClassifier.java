package heed.feedback.text;

import org.jspecify.annotations.Nullable;

/// Tells what a text means. Safe for any number of threads.
public final class KeywordClassifier {

    private final KeywordTable table;

    public KeywordClassifier(KeywordTable table) {
        this.table = table;
    }

    /// With the keywords that come with the product.
    public static KeywordClassifier standard() {
        return new KeywordClassifier(KeywordTable.standard());
    }

    /// @param shortCode the number it was sent to, where known
    public TextMeaning of(String text, @Nullable String shortCode) {
        return new TextMeaning(TextMeaning.Intent.UNCLEAR, null, null, null);
    }
}
