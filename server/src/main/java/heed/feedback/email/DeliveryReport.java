package heed.feedback.email;

import heed.feedback.mime.HeaderFields;
import heed.feedback.mime.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A delivery report in the standard form (D1: RFC 3464, 6522, 6533): what is said about each recipient.
///
/// @param groups one for each recipient, in order
record DeliveryReport(List<Group> groups) {

    private static final int MOST_GROUPS = 600;

    private static final Pattern ESCAPED = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{1,6})\\}");

    private static final Pattern STATUS = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

    /// What is said about one recipient.
    ///
    /// @param recipient its address; `null` when the report names none
    /// @param action `failed`, `delayed`, …; empty when the report says none
    /// @param status the enhanced code
    /// @param said the diagnostic and the comments of the codes
    record Group(@Nullable String recipient, String action, @Nullable String status, String said) {

        /// D1: nothing else counts. A report without an action counts by its code.
        boolean failed() {
            return action.startsWith("fail") || (action.isEmpty() && status != null && status.startsWith("5"));
        }

        /// Says it plainly that nothing failed; another action than those of RFC 3464 says nothing.
        boolean harmless() {
            return delayed() || action.startsWith("delivered") || action.startsWith("relayed")
                    || action.startsWith("expanded");
        }

        boolean delayed() {
            return action.startsWith("delay") || (action.isEmpty() && status != null && status.startsWith("4"));
        }
    }

    DeliveryReport {
        groups = List.copyOf(groups);
    }

    /// The report of a message; `null` when it holds none.
    static @Nullable DeliveryReport of(ParsedMail mail) {
        List<String> texts = mail.texts("message/delivery-status", "message/global-delivery-status");
        DeliveryReport report = read(texts);
        return report.groups().isEmpty() ? null : report;
    }

    /// A report that stands in the text instead of a part of its own; `null` when there is none.
    static @Nullable DeliveryReport inWords(ParsedMail mail) {
        List<String> texts = mail.texts("text/plain").stream().filter(DeliveryReport::looksLikeOne).toList();
        DeliveryReport report = read(texts);
        return report.groups().isEmpty() ? null : report;
    }

    private static boolean looksLikeOne(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("\nfinal-recipient:") && lower.contains("\naction:");
    }

    private static DeliveryReport read(List<String> texts) {
        List<Group> groups = new ArrayList<>();
        for (String text : texts) {
            for (HeaderFields fields : HeaderFields.groups(text, MOST_GROUPS)) {
                boolean recipient = fields.has("final-recipient") || fields.has("original-recipient")
                        || fields.has("action");
                if (recipient && groups.size() < MOST_GROUPS) {
                    groups.add(group(fields));
                }
            }
        }
        return new DeliveryReport(groups);
    }

    private static Group group(HeaderFields fields) {
        String status = fields.text("status");
        Matcher code = STATUS.matcher(status);
        String comments = comment(status) + " " + comment(fields.text("action"));
        return new Group(recipient(fields), fields.text("action").toLowerCase(Locale.ROOT).strip(),
                code.find() ? code.group() : null, (diagnostic(fields) + " " + comments).strip());
    }

    /// D1: the one that we wrote to, before the one that it became on its way.
    private static @Nullable String recipient(HeaderFields fields) {
        for (String name : List.of("original-recipient", "final-recipient", "x-actual-recipient")) {
            String value = fields.get(name);
            String address = value == null || value.contains("|/") ? null : Addresses.first(unescaped(value));
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    /// RFC 6533 §3: `\x{e9}` stands for a character in an address of type utf-8.
    private static String unescaped(String value) {
        if (!value.contains("\\x{")) {
            return value;
        }
        return ESCAPED.matcher(value).replaceAll(found -> {
            int character = Integer.parseInt(found.group(1), 16);
            return Matcher.quoteReplacement(
                    Character.isValidCodePoint(character) ? Character.toString(character) : "?");
        });
    }

    private static String diagnostic(HeaderFields fields) {
        String value = String.join(" ", fields.values("diagnostic-code"));
        int type = value.indexOf(';');
        return type >= 0 && type < 30 ? value.substring(type + 1).strip() : value;
    }

    private static String comment(String value) {
        int open = value.indexOf('(');
        return open < 0 ? value.replaceFirst("^\\S{1,40}\\s?", "") : value.substring(open);
    }
}
