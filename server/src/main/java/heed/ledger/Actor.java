package heed.ledger;

import heed.web.page.SignedIn;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/// Who did it, as the ledger keeps it.
///
/// @param text `operator:<name>` for a person at the console, `key:<id> <label>` for a caller with an API key,
///         `recipient` for whoever filled in a public page or followed a link in a message, `system` for Heed itself
public record Actor(String text) {

    /// Heed itself: jobs, imports at work, start-up.
    public static final Actor SYSTEM = new Actor("system");

    /// The person a message was sent to, or whoever holds their link: nobody signs in on a public page.
    public static final Actor RECIPIENT = new Actor("recipient");

    /// The signed-in caller; its name is already the ledger's text. Nobody signed in: Heed itself.
    public static Actor of(@Nullable Principal principal) {
        return principal == null ? SYSTEM : new Actor(principal.getName());
    }

    /// Does a person at the console do it?
    public boolean isOperator() {
        return text.startsWith(SignedIn.PREFIX);
    }

    /// Where what it asks for comes from; of a recipient, a page, unless whoever records it knows better.
    public Source source() {
        if (isOperator()) {
            return Source.OPERATOR;
        }
        if (equals(RECIPIENT)) {
            return Source.LANDING_PAGE;
        }
        return equals(SYSTEM) ? Source.SYSTEM : Source.API;
    }
}
