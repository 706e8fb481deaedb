package heed.feedback.email;

import heed.feedback.mime.HeaderFields;
import heed.feedback.mime.ParsedMail;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An abuse report (A1: RFC 5965).
///
/// @param type of the feedback, in lower case
/// @param recipients who complained, as far as the report says; often nobody
/// @param clues values that may hold one of our tokens
record ComplaintReport(String type, List<String> recipients, List<String> clues) {

    /// `opt-out` is of the drafts before RFC 5965: who asks to be left alone is left alone.
    private static final Set<String> COUNTED = Set.of("abuse", "fraud", "virus", "other", "opt-out", "opt-out-list",
            "complaint", "spam", "miscategorized-spam");

    private static final Set<String> NEVER = Set.of("not-spam", "auth-failure", "dmarc", "dkim", "spf");

    static @Nullable ComplaintReport of(ParsedMail mail) {
        List<HeaderFields> groups = mail.texts("message/feedback-report").stream()
                .flatMap(text -> HeaderFields.groups(text, 3).stream()).toList();
        if (groups.isEmpty()) {
            return null;
        }
        List<HeaderFields.Entry> all = new ArrayList<>();
        groups.forEach(group -> all.addAll(group.all()));
        HeaderFields fields = new HeaderFields(all);
        return new ComplaintReport(fields.text("feedback-type").toLowerCase(Locale.ROOT).strip(),
                recipients(fields, mail.returned()),
                fields.values("original-mail-from", "original-envelope-id", "original-rcpt-to", "message-id"));
    }

    FeedbackType verdict() {
        if (COUNTED.contains(type)) {
            return FeedbackType.COMPLAINT;
        }
        return NEVER.contains(type) ? FeedbackType.IGNORED : FeedbackType.UNCLEAR;
    }

    private static List<String> recipients(HeaderFields fields, HeaderFields returned) {
        Set<String> found = new LinkedHashSet<>();
        for (String value : fields.values("original-rcpt-to", "removal-recipient")) {
            String address = Addresses.first(value);
            if (address != null && !redacted(address)) {
                found.add(address);
            }
        }
        if (found.isEmpty() && fields.values("original-rcpt-to").isEmpty()) {
            String only = Addresses.only(returned);
            if (only != null && !redacted(only)) {
                found.add(only);
            }
        }
        return List.copyOf(found);
    }

    private static boolean redacted(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("redacted") || lower.contains("x@x") || lower.startsWith("xxx")
                || lower.contains("***");
    }
}
