package heed.link;

import java.util.Optional;

/// The page on which people set their preferences, for those who write links; the module that knows pages is above this
/// one.
public interface PreferencesPage {

    /// The first one that is open to visitors now.
    Optional<Integer> open();
}
