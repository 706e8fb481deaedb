package heed.landingpage.wording;

/// The words that somebody read.
public sealed interface Wording {

    /// They are at hand.
    ///
    /// @param text all of them, without anything of the person
    record Known(String text) implements Wording {}

    /// They were shown, and are drawn no longer.
    ///
    /// @param begins the first digits of their SHA-256
    record Gone(String begins) implements Wording {}
}
