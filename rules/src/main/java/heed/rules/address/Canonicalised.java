package heed.rules.address;

/// What became of an address that somebody wrote.
public sealed interface Canonicalised {

    /// It is an address, and this is its one spelling.
    ///
    /// @param text the canonical text; personal data, never logged
    record Canonical(String text) implements Canonicalised {

        /// Masked: an address never reaches a log by accident.
        @Override
        public String toString() {
            return "Canonical[masked]";
        }
    }

    /// It is not an address.
    ///
    /// @param reason a sentence for the person who wrote it; does not repeat what was written
    record Rejected(String reason) implements Canonicalised {}
}
