package heed.feedback.email;

import heed.feedback.email.Corpus.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One message of the corpus, classified, beside what its source expects.
///
/// @param sample the message
/// @param found what it means to us
/// @param delayed D1, told from the raw bytes: a notice that delivery goes on being tried is `ignored`, whatever its cause
record CorpusVerdict(Sample sample, Classified found, boolean delayed) {

    /// Reasons of the sources that are about the sender or the message: whatever class they come with, D2 and semantics
    /// §2 make them `ignored`.
    static final Set<String> ABOUT_US = Set.of("blocked", "authfailure", "spamdetected", "requireptr",
            "policyviolation", "norelaying", "exceedlimit", "securityerror", "badreputation", "toomanyconn",
            "notcompliantrfc", "syntaxerror", "failedstarttls", "contenterror", "virusdetected", "spam_content",
            "reputation", "mesgtoobig", "speeding", "ratelimited", "action_not_taken_mailbox_rate_limited");

    static CorpusVerdict of(Sample sample, MailClassifier classifier) {
        byte[] bytes = sample.bytes();
        String raw = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        boolean delayed = !raw.contains("\naction: failed") && (raw.contains("\naction: delayed")
                || raw.contains("(delay)\n") || raw.contains("\nsubject: warning: message"));
        return new CorpusVerdict(sample, classifier.classify(bytes, null), delayed);
    }

    /// Does the source say a class?
    boolean states() {
        return sample.type() != null;
    }

    /// Does it count against somebody? A failure that names nobody counts only where a token of ours says who it is.
    boolean counts() {
        return found.type().counts() && (!found.recipients().isEmpty() || found.kind() == MailKind.COMPLAINT);
    }

    /// The class as the source says it, word for word?
    boolean sameWord() {
        return found.type().code().equals(sample.type()) || mixed();
    }

    /// The class as the source means it?
    boolean right() {
        if ("flufl".equals(sample.source()) && "hard".equals(sample.type())) {
            return found.kind() == MailKind.REPORT || found.kind() == MailKind.BOUNCE;
        }
        if ("flufl".equals(sample.source()) && "soft".equals(sample.type())) {
            return found.kind() == MailKind.DELAYED;
        }
        if ("flufl".equals(sample.source()) && "ignored".equals(sample.type())) {
            return !counts();
        }
        if (delayed || ABOUT_US.contains(String.valueOf(sample.reason()))) {
            return found.type() == FeedbackType.IGNORED;
        }
        return sameWord() || ("rejected".equals(sample.reason()) && found.type() == FeedbackType.IGNORED);
    }

    private boolean mixed() {
        return "mixed".equals(sample.type()) && found.type().counts()
                && (found.recipients().size() == 1
                        || found.recipients().stream().map(MailRecipient::type).distinct().count() > 1);
    }

    boolean statesRecipients() {
        return sample.recipients() != null;
    }

    boolean recipientsRight() {
        return recipients().equals(sample.recipients());
    }

    /// The expected class in the table.
    String row() {
        @Nullable
        String type = sample.type();
        if (type == null) {
            return "(says nothing)";
        }
        if ("flufl".equals(sample.source()) && !"ignored".equals(type)) {
            return "hard".equals(type) ? "final, not said why (flufl)" : "not final (flufl)";
        }
        if (delayed) {
            return "soft or hard, but a notice of delay";
        }
        return ABOUT_US.contains(String.valueOf(sample.reason())) ? type + ", about the sender or the message" : type;
    }

    private Set<String> recipients() {
        Set<String> recipients = new TreeSet<>();
        found.recipients().forEach(one -> recipients.add(one.address().toLowerCase(Locale.ROOT)));
        return recipients;
    }
}
