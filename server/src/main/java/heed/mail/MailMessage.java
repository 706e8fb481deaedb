package heed.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A message of the outbox in the form it is sent in (RFC 5322). Its Message-ID is that of the outbox, at every attempt: a
/// receiver who got it twice drops the repeat.
///
/// It says that nobody is to answer it (RFC 3834 §5; R1): what comes from a machine is not to be answered by one.
final class MailMessage extends MimeMessage {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z",
            Locale.ENGLISH);

    private final String id;

    private MailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    /// The message, complete.
    ///
    /// @param to as [AddressStanding#deliverable] says
    /// @throws MessagingException where an address cannot be written
    static MailMessage of(Session session, StoredMail stored, InternetAddress from, String to, Instant now)
            throws MessagingException {
        OutgoingMail mail = stored.mail();
        MailMessage message = new MailMessage(session, stored.messageId());
        mail.headers().forEach(message::putHeader);
        message.setHeader("Date", DATE.format(now.atOffset(ZoneOffset.UTC)));
        message.setFrom(from);
        message.setRecipient(RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(mail.subject(), UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("Content-Language", mail.language());
        String html = mail.html();
        if (html == null) {
            message.setText(lines(mail.text()), UTF_8.name());
        } else {
            MimeBodyPart plain = new MimeBodyPart();
            plain.setText(lines(mail.text()), UTF_8.name());
            MimeBodyPart marked = new MimeBodyPart();
            marked.setText(lines(html), UTF_8.name(), "html");
            message.setContent(new MimeMultipart("alternative", plain, marked));
        }
        message.saveChanges();
        return message;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private void putHeader(String name, String value) {
        try {
            setHeader(name, value);
        } catch (MessagingException e) {
            // Only a message that was read from a server refuses.
            throw new IllegalStateException(e);
        }
    }

    /// Lines as mail ends them.
    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }
}
