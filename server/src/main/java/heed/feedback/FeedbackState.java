package heed.feedback;

import java.util.Arrays;
import java.util.Optional;

/// How far a piece of feedback is. Codes are stored: they are added, never renamed.
public enum FeedbackState {
    /// Stored, not understood yet.
    RECEIVED("received"),
    /// Understood, and acted on.
    CLASSIFIED("classified"),
    /// For a person to decide; what it is about is held until then.
    REVIEW("review"),
    /// Cannot be read, or names nobody.
    FAILED("failed");

    private final String code;

    FeedbackState(String code) {
        this.code = code;
    }

    /// The code in JSON and the database.
    public String code() {
        return code;
    }

    /// The state of that code, if there is one.
    public static Optional<FeedbackState> ofCode(String code) {
        return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst();
    }
}
