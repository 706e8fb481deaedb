package heed.exchange;

/// A row holds something that cannot be used. The reason goes to the error file.
public final class BadCellException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason what is wrong, in words for the person who made the file
    public BadCellException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /// What is wrong, in words for the person who made the file.
    public String reason() {
        return reason;
    }
}
