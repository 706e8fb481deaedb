package heed.feedback.email;

/// What a message does to the addresses it is about (semantics §2). Codes are stored: they are added, never renamed.
public enum FeedbackType {
    /// A lasting error: quarantines at once.
    HARD("hard"),
    /// A passing error: counts once in 24 hours.
    SOFT("soft"),
    /// Reported as spam: sets the mark `complaint`.
    COMPLAINT("complaint"),
    /// Understood, and it says nothing against the address.
    IGNORED("ignored"),
    /// Looks like feedback and could not be understood: for a person to look at. Changes nothing.
    UNCLEAR("unclear"),
    /// Not a message, or one that breaks the limits. Changes nothing.
    UNREADABLE("unreadable");

    private final String code;

    FeedbackType(String code) {
        this.code = code;
    }

    /// The code that is stored.
    public String code() {
        return code;
    }

    /// Does it count against the address?
    public boolean counts() {
        return this == HARD || this == SOFT || this == COMPLAINT;
    }
}
