package heed.landingpage;

/// A page in one language, ready to be shown.
///
/// @param title plain text
/// @param html safe: what authors wrote is sanitised, everything else escaped
/// @param language in which it is, `en`
/// @param text the exact wording shown, plain, with the labels of its controls; without anything of the person, for it
///         is kept as evidence
/// @param sha256 of the text in UTF-8, in hexadecimal digits
public record Rendered(String title, String html, String language, String text, String sha256) {

    /// Masked: the HTML may hold what is known of a person.
    @Override
    public String toString() {
        return "Rendered[" + language + ", " + sha256 + "]";
    }
}
