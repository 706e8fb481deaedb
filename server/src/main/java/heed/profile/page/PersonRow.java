package heed.profile.page;

import heed.profile.data.ProfileView;
import java.util.ArrayList;
import java.util.List;

/// A person in a list of people.
///
/// @param head whom, and how the person stands
/// @param addresses as they were given, channel by channel
record PersonRow(PersonHead head, List<Shown> addresses) {

    /// An address of the person.
    ///
    /// @param channel its code
    /// @param text as it was given
    record Shown(String channel, String text) {

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return channel;
        }
    }

    /// A living one.
    static PersonRow of(ProfileView view) {
        List<Shown> addresses = new ArrayList<>();
        view.addresses().forEach((channel, given) -> {
            List<?> several = given instanceof List<?> list ? list : List.of(given);
            several.forEach(one -> addresses.add(new Shown(channel, String.valueOf(one))));
        });
        return new PersonRow(new PersonHead(view.key(), false, view.optOuts().all(), view.optOuts().channels(),
                view.unconfirmed()), addresses);
    }
}
