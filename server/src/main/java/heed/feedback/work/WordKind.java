package heed.feedback.work;

import heed.feedback.email.PatternSet;
import heed.feedback.text.KeywordTable;

/// What operators edit of the words that decide. Codes are stored: they are added, never renamed.
public enum WordKind {
    /// The words of mail systems.
    PATTERNS("patterns"),
    /// The words of people who send texts.
    KEYWORDS("keywords");

    private final String code;

    WordKind(String code) {
        this.code = code;
    }

    /// The code in the database and in paths.
    public String code() {
        return code;
    }

    /// What comes with the product.
    public String standard() {
        return switch (this) {
            case PATTERNS -> PatternSet.standardText();
            case KEYWORDS -> KeywordTable.standardText();
        };
    }
}
