package heed.feedback.mime;

/// How much of a message is looked at. What goes beyond `bytes`, `depth`, `parts` or `headers` makes it
/// unreadable; longer texts and lines are cut.
///
/// @param bytes of the whole message
/// @param depth parts within parts
/// @param parts in all
/// @param headers of one part
/// @param line octets of one line; the rest of it is not read
/// @param text characters kept of one part's text
/// @param recipients addresses one message may name
public record MailLimits(int bytes, int depth, int parts, int headers, int line, int text, int recipients) {

    /// 25 MB and a little, ten levels, two hundred parts.
    public static final MailLimits STANDARD = new MailLimits(26_000_000, 10, 200, 1_000, 8_000, 32_000, 500);
}
