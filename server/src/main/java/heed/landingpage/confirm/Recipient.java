package heed.landingpage.confirm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The person that a message is for.
///
/// @param id of the living profile
/// @param email the first e-mail address, as it was given; null: there is none
/// @param attributes by name, as text
record Recipient(int id, @Nullable String email, @Nullable String locale, @Nullable String timeZone,
        Map<String, String> attributes) {

    /// The same person, written to at an address.
    Recipient at(String address) {
        return new Recipient(id, address, locale, timeZone, attributes);
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "Recipient[" + id + "]";
    }
}
