package heed.feedback.mime;

import java.util.ArrayList;
import java.util.List;

/// What is kept of a message: its header, its texts and reports, and the header of the message that it returns.
///
/// @param headers of the message itself
/// @param type `multipart/report` and the like, in lower case
/// @param parts texts and reports, in order; nothing from inside the returned message
/// @param returned the header of the returned message, empty when there is none
public record ParsedMail(HeaderFields headers, String type, List<Part> parts, HeaderFields returned) {

    /// A part.
    ///
    /// @param type in lower case
    /// @param text decoded; of HTML without its tags
    public record Part(String type, String text) {}

    public ParsedMail {
        parts = List.copyOf(parts);
    }

    /// The texts of all parts of a type that begins so.
    public List<String> texts(String... types) {
        List<String> found = new ArrayList<>();
        for (Part part : parts) {
            for (String type : types) {
                if (part.type().equals(type)) {
                    found.add(part.text());
                }
            }
        }
        return found;
    }

    /// What it says to a person: the plain texts, or where there are none those of HTML.
    public String words() {
        List<String> plain = texts("text/plain").stream().filter(text -> !text.isBlank()).toList();
        return String.join("\n\n", plain.isEmpty() ? texts("text/html") : plain);
    }
}
