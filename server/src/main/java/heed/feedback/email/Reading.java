package heed.feedback.email;

import heed.feedback.mime.Fold;
import heed.feedback.mime.HeaderFields;
import heed.feedback.mime.MailLimits;
import heed.feedback.mime.ParsedMail;
import heed.rules.quarantine.ErrorReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One message being classified, from the surest to the vaguest: a report, a complaint, the kind of its words, and for a
/// bounce whom it names and why.
final class Reading {

    private static final int SHOWN = 500;

    /// Where so many are named, what is said about all of them says nothing about one.
    private static final int MANY = 20;

    private static final String STAGE = "(in reply to ";

    private static final int LONGEST_STAGE = 60;

    private final Judge judge;

    private final PatternSet patterns;

    private final ParsedMail mail;

    private final MailLimits limits;

    private final @Nullable String envelopeRecipient;

    /// Read when it is needed: most reports say everything themselves.
    private @Nullable BounceText words;

    /// What the words say about each address that the message is about.
    private @Nullable Map<String, String> about;

    Reading(PatternSet patterns, ParsedMail mail, MailLimits limits, @Nullable String envelopeRecipient) {
        this.judge = new Judge(patterns);
        this.patterns = patterns;
        this.mail = mail;
        this.limits = limits;
        this.envelopeRecipient = envelopeRecipient;
    }

    private BounceText text() {
        BounceText read = words == null ? new BounceText(patterns, mail) : words;
        words = read;
        return read;
    }

    /// @param all whom the message is about, always the same
    private String about(String address, List<String> all) {
        Map<String, String> each = about == null ? text().about(all) : about;
        about = each;
        return each.getOrDefault(address, "");
    }

    private HeaderFields returned() {
        return mail.returned().isEmpty() ? text().returned() : mail.returned();
    }

    static Classified unreadable(String why, @Nullable String envelopeRecipient) {
        return new Classified(FeedbackType.UNREADABLE, MailKind.UNREADABLE, ErrorReason.NOT_DEFINED, null, List.of(),
                "unreadable", Fold.cut(why, SHOWN),
                Tokens.of(envelopeRecipient, HeaderFields.NONE, HeaderFields.NONE, List.of()), null, false);
    }

    Classified classified() {
        DeliveryReport report = DeliveryReport.of(mail);
        if (report != null) {
            return reported(report);
        }
        ComplaintReport complaint = ComplaintReport.of(mail);
        if (complaint != null) {
            return complained(complaint);
        }
        if (!mail.texts("message/disposition-notification").isEmpty()) {
            return nothing(MailKind.DELIVERED, ErrorReason.NOT_DEFINED, "report:disposition", FeedbackType.IGNORED);
        }
        KindOf kind = KindOf.words(patterns, mail.headers(), text().words(), !returned().isEmpty());
        return switch (kind.kind()) {
            case BOUNCE, REPORT -> bounced(kind);
            case DELAYED, DELIVERED -> named(kind, FeedbackType.IGNORED, ErrorReason.NOT_DEFINED);
            case COMPLAINT -> named(kind, FeedbackType.COMPLAINT, ErrorReason.SPAM_COMPLAINT);
            case AUTO_REPLY -> nothing(kind.kind(), ErrorReason.OUT_OF_OFFICE, kind.why(), FeedbackType.IGNORED);
            case ORDINARY, UNREADABLE -> nothing(kind.kind(), ErrorReason.NOT_DEFINED, kind.why(),
                    kind.why() == null ? FeedbackType.UNCLEAR : FeedbackType.IGNORED);
        };
    }

    private Classified reported(DeliveryReport report) {
        List<MailRecipient> recipients = new ArrayList<>();
        MailKind kind = MailKind.DELIVERED;
        List<String> named = report.groups().stream().map(DeliveryReport.Group::recipient)
                .flatMap(Stream::ofNullable).toList();
        for (DeliveryReport.Group group : report.groups()) {
            recipients.addAll(group.failed() ? failed(group, report, named) : untouched(group));
            if (group.failed() || !group.harmless()) {
                kind = MailKind.REPORT;
            } else if (group.delayed() && kind == MailKind.DELIVERED) {
                kind = MailKind.DELAYED;
            }
        }
        return of(kind, heaviest(recipients), returned(), List.of());
    }

    /// Where the report does not name the recipient, the words or the returned message may.
    private List<MailRecipient> failed(DeliveryReport.Group group, DeliveryReport report,
            List<String> named) {
        List<String> addresses = group.recipient() != null || report.groups().size() > 1
                ? group.recipient() == null ? List.of() : List.of(group.recipient())
                : text().recipients(mail.headers()).stream().limit(limits.recipients()).toList();
        List<String> all = report.groups().size() > 1 ? named : addresses;
        if (addresses.isEmpty()) {
            return List.of(judge.failed(group.said(), group.status(), text()::words).of(""));
        }
        return addresses.stream().map(address -> judge
                .failed(group.said() + stage(group, address, all), group.status(), () -> around(address, all))
                .of(address)).toList();
    }

    /// Postfix names the command that was answered in its words only: what is said to the sender's name, or to the
    /// message itself, is not about the address (D2).
    private String stage(DeliveryReport.Group group, String address, List<String> all) {
        if (group.said().isEmpty() || group.said().contains(STAGE) || all.size() > MANY) {
            return "";
        }
        String words = Fold.of(all.size() > 1 ? about(address, all) : mail.words());
        int start = words.indexOf(STAGE);
        int end = words.indexOf(')', start + 1);
        return start < 0 || end < 0 || end - start > LONGEST_STAGE ? "" : " " + words.substring(start, end + 1);
    }

    private String around(String address, List<String> all) {
        String about = about(address, all);
        return about.isBlank() && all.size() == 1 ? text().words() : about;
    }

    /// D1: delayed, delivered, relayed, expanded say nothing against an address.
    private static List<MailRecipient> untouched(DeliveryReport.Group group) {
        return List.of(new MailRecipient(group.recipient() == null ? "" : group.recipient(),
                group.harmless() ? FeedbackType.IGNORED : FeedbackType.UNCLEAR,
                ErrorReason.NOT_DEFINED, group.status(),
                "report:" + Fold.cut(group.action().isEmpty() ? "no-action" : group.action(), 20),
                Fold.cut(group.said(), SHOWN)));
    }

    private Classified complained(ComplaintReport complaint) {
        FeedbackType type = complaint.verdict();
        ErrorReason reason = type == FeedbackType.COMPLAINT ? ErrorReason.SPAM_COMPLAINT : ErrorReason.NOT_DEFINED;
        String pattern = "report:" + Fold.cut(complaint.type(), 30);
        List<MailRecipient> recipients = complaint.recipients().stream().limit(limits.recipients())
                .map(address -> new MailRecipient(address, type, reason, null, pattern, null)).toList();
        return new Classified(type, MailKind.COMPLAINT, reason, null, recipients, pattern, null,
                tokens(returned(), complaint.clues()), Subject.of(mail.headers()),
                KindOf.automatic(mail.headers()));
    }

    private Classified bounced(KindOf kind) {
        DeliveryReport written = DeliveryReport.inWords(mail);
        if (written != null && written.groups().stream().anyMatch(DeliveryReport.Group::failed)) {
            return reported(written);
        }
        List<String> addresses = text().recipients(mail.headers()).stream().limit(limits.recipients()).toList();
        List<MailRecipient> recipients = new ArrayList<>();
        for (String address : addresses) {
            recipients.add(judged(address, addresses).of(address));
        }
        if (recipients.isEmpty()) {
            recipients.add(judge.failed(text().words(), null, () -> "").of(""));
        }
        return of(kind.kind(), heaviest(recipients), returned(), List.of());
    }

    /// What is said about others is no proof against this one, but better than nothing where it does not quarantine.
    private Judge.Judgement judged(String address, List<String> addresses) {
        String about = about(address, addresses);
        if (addresses.size() > MANY) {
            return judge.failed(about, null, () -> "");
        }
        Judge.Judgement all = judge.failed(about, null, text()::words);
        return addresses.size() == 1 || all.type() != FeedbackType.HARD ? all : judge.failed(about, null, () -> "");
    }

    private Classified named(KindOf kind, FeedbackType type, ErrorReason reason) {
        List<MailRecipient> recipients = text().recipients(mail.headers()).stream().limit(limits.recipients())
                .map(address -> new MailRecipient(address, type, reason, null, kind.why(), null)).toList();
        return new Classified(type, kind.kind(), reason, null, recipients, kind.why(),
                Fold.cut(text().words(), SHOWN), tokens(returned(), List.of()), Subject.of(mail.headers()),
                KindOf.automatic(mail.headers()));
    }

    private Classified nothing(MailKind kind, ErrorReason reason, @Nullable String pattern, FeedbackType type) {
        return new Classified(type, kind, reason, null, List.of(), pattern, Fold.cut(text().words(), SHOWN),
                tokens(returned(), List.of()), Subject.of(mail.headers()),
                KindOf.automatic(mail.headers()));
    }

    private Classified of(MailKind kind, List<MailRecipient> judged, HeaderFields returned, List<String> clues) {
        MailRecipient worst = judged.getFirst();
        for (MailRecipient one : judged) {
            worst = one.type().compareTo(worst.type()) < 0 ? one : worst;
        }
        List<MailRecipient> recipients = judged.stream().filter(one -> !one.address().isEmpty())
                .limit(limits.recipients()).toList();
        return new Classified(worst.type(), kind, worst.reason(), worst.enhancedCode(), recipients, worst.pattern(),
                worst.text(), tokens(returned, clues), Subject.of(mail.headers()),
                KindOf.automatic(mail.headers()));
    }

    /// Each address once, with the heaviest that is said of it.
    private static List<MailRecipient> heaviest(List<MailRecipient> all) {
        Map<String, MailRecipient> kept = new LinkedHashMap<>();
        for (MailRecipient one : all) {
            kept.merge(one.address().toLowerCase(Locale.ROOT), one,
                    (before, after) -> after.type().compareTo(before.type()) < 0 ? after : before);
        }
        return List.copyOf(kept.values());
    }

    private List<String> tokens(HeaderFields returned, List<String> clues) {
        return Tokens.of(envelopeRecipient, mail.headers(), returned, clues);
    }
}
