package heed.link;

import java.util.Arrays;
import java.util.Optional;

/// What a link is for. A token of one purpose is none of another. Codes are persisted in every token ever sent: added,
/// never changed; 1 to 7.
public enum Purpose {
    /// One-click unsubscribe of a delivery, and its page: `/u/{token}`.
    UNSUBSCRIBE(1),
    /// A landing page for a known person: `/p/{token}`.
    PAGE(2),
    /// Confirms a double opt-in: `/c/{token}`.
    CONFIRM(3),
    /// Takes back the entry that `request` names: `/undo/{token}`.
    UNDO(4),
    /// The local part of a return path: which person's copy of which delivery came back.
    RETURN_PATH(5),
    /// Stamped into the form of a landing page, never in a URL: which version it is of and when it was shown.
    FORM(6);

    private final byte code;

    Purpose(int code) {
        this.code = (byte) code;
    }

    /// The code in tokens.
    public byte code() {
        return code;
    }

    /// The purpose of that code, if there is one.
    static Optional<Purpose> ofCode(int code) {
        return Arrays.stream(values()).filter(purpose -> purpose.code == code).findFirst();
    }
}
