package heed.feedback.email;

import heed.feedback.mime.MailLimits;
import heed.feedback.mime.MailParser;
import heed.feedback.mime.ParsedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.jspecify.annotations.Nullable;

/// Tells what a raw message means. Safe for any number of threads; keeps nothing between messages.
public final class MailClassifier {

    private final PatternSet patterns;

    private final MailLimits limits;

    public MailClassifier(PatternSet patterns, MailLimits limits) {
        this.patterns = patterns;
        this.limits = limits;
    }

    /// With the patterns and limits that come with the product.
    public static MailClassifier standard() {
        return new MailClassifier(PatternSet.standard(), MailLimits.STANDARD);
    }

    /// What a message in memory means.
    ///
    /// @param envelopeRecipient whom it was sent to (RCPT TO), where known
    public Classified classify(byte[] raw, @Nullable String envelopeRecipient) {
        try {
            return classify(new ByteArrayInputStream(raw), envelopeRecipient);
        } catch (IOException problem) {
            throw new UncheckedIOException("memory cannot fail to be read", problem);
        }
    }

    /// Reads the stream once, as far as the limits allow, and does not close it.
    public Classified classify(InputStream raw, @Nullable String envelopeRecipient) throws IOException {
        ParsedMail mail;
        try {
            mail = MailParser.parse(raw, limits);
        } catch (MimeIOException | MimeException problem) {
            return Reading.unreadable(String.valueOf(problem.getMessage()), envelopeRecipient);
        }
        return new Reading(patterns, mail, limits, envelopeRecipient).classified();
    }

    /// What the answer of a mail server about one address means, for whoever has it without a message: by the same words
    /// and codes in the same order (D2). `UNCLEAR` where no line knows it.
    ///
    /// @param said what the server answered
    /// @param status the enhanced code that came beside it, or null
    public MailRecipient judge(String address, String said, @Nullable String status) {
        return new Judge(patterns).of(said, status).of(address);
    }
}
