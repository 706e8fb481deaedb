package heed.landingpage;

import java.util.Arrays;
import java.util.Optional;

/// What a landing page is for. Codes are persisted: added, never renamed.
public enum PageKind {
    /// A box per channel and service, preloaded with the person's state.
    PREFERENCES("preferences"),
    /// No longer contact, on any channel.
    OPT_OUT_ALL("opt_out_all"),
    /// Subscribe to a service.
    SUBSCRIPTION("subscription"),
    /// Unsubscribe from a service.
    UNSUBSCRIPTION("unsubscription"),
    /// New people, unconfirmed until they confirm (double opt-in).
    ACQUISITION("acquisition");

    private final String code;

    PageKind(String code) {
        this.code = code;
    }

    /// The code in the database and in forms.
    public String code() {
        return code;
    }

    /// The kind of that code, if there is one.
    public static Optional<PageKind> ofCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
