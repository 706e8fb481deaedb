package heed.feedback.email;

/// What kind of message it is, whatever follows from it. Codes are stored: they are added, never renamed.
public enum MailKind {
    /// A delivery report in the standard form (RFC 3464) with a failed recipient.
    REPORT("report"),
    /// A bounce in plain words.
    BOUNCE("bounce"),
    /// A report or notice that says: still trying.
    DELAYED("delayed"),
    /// A report that says: delivered, relayed, expanded, or read.
    DELIVERED("delivered"),
    /// An abuse report (RFC 5965) or a provider's complaint in plain words.
    COMPLAINT("complaint"),
    /// Out of office, vacation, ticket system, challenge.
    AUTO_REPLY("auto_reply"),
    /// Anything else: a person or a list wrote.
    ORDINARY("ordinary"),
    /// Broken, or over the limits.
    UNREADABLE("unreadable");

    private final String code;

    MailKind(String code) {
        this.code = code;
    }

    /// The code that is stored.
    public String code() {
        return code;
    }
}
