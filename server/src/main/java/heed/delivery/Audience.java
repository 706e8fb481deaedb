package heed.delivery;

import java.util.List;

/// Whom a delivery is meant for, before exclusion. Only living profiles are ever in it.
public sealed interface Audience {

    /// Everybody.
    record All() implements Audience {}

    /// The profiles of these keys; one named twice is in once, unknown ones are counted.
    ///
    /// @param keys at most [#MOST_KEYS]
    record Profiles(List<String> keys) implements Audience {
        public Profiles {
            keys = List.copyOf(keys);
        }
    }

    /// Everybody who ever had a subscription to the service.
    record Subscribers(String name) implements Audience {}

    /// Those whom the rows of an import applied to or found unchanged.
    record Imported(long id) implements Audience {}

    /// How many keys an audience may name.
    int MOST_KEYS = 100_000;
}
