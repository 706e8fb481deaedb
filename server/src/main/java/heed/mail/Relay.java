package heed.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/// Connections to a mail server, for one batch of messages; of one thread.
///
/// A connection on which anything failed is not used again. What the server says is kept for people to read in the
/// console; it may name an address, so it is never logged.
final class Relay implements AutoCloseable {

    private static final String CONNECT_MILLIS = "10000";
    private static final String ANSWER_MILLIS = "30000";
    private static final int LONGEST_ERROR = 500;
    private static final int PERMANENT = 500;

    private final SmtpServer server;
    private final String greeting;
    /// By whether addresses beyond ASCII are allowed (RFC 6531): a server that must pass on such a message to one that
    /// cannot take it returns it, so nothing asks for it without need.
    private final Map<Boolean, Link> open = new HashMap<>();

    /// @param greeting the name that the server is greeted with
    Relay(SmtpServer server, String greeting) {
        this.server = server;
        this.greeting = greeting;
    }

    private record Link(Session session, Transport transport) {}

    /// What became of an attempt.
    sealed interface Outcome {

        /// The server took it, and answers for it.
        record Sent() implements Outcome {}

        /// It will never be taken.
        record Refused(String why) implements Outcome {}

        /// It may be taken later, or was taken and the answer was lost.
        record Later(String why) implements Outcome {}

        /// The server cannot be reached, or does not let us in: no message could be sent now.
        record Away(String why) implements Outcome {}
    }

    /// Sends a message.
    ///
    /// @param to as [AddressStanding#deliverable] says
    Outcome send(StoredMail mail, InternetAddress from, String to, Instant now) {
        boolean beyondAscii = !to.chars().allMatch(c -> c < 128);
        Link link;
        try {
            link = link(beyondAscii);
        } catch (MessagingException e) {
            return new Outcome.Away(text(e));
        }
        MimeMessage message;
        try {
            message = MailMessage.of(link.session(), mail, from, to, now);
        } catch (MessagingException e) {
            return new Outcome.Refused(text(e));
        }
        try {
            link.transport().sendMessage(message, new Address[]{new InternetAddress(to, true)});
            return new Outcome.Sent();
        } catch (MessagingException e) {
            open.remove(beyondAscii);
            leave(link);
            return judged(e);
        }
    }

    @Override
    public void close() {
        open.values().forEach(Relay::leave);
        open.clear();
    }

    /// What a failure after the sign-in means: a permanent "no" (5yz, RFC 5321 §4.2.1) to the recipient or the message is
    /// final, to the sender it is a setting to be put right, and anything else may pass.
    static Outcome judged(MessagingException failure) {
        SMTPSendFailedException command = null;
        for (@Nullable
        Exception one = failure; one != null; one = next(one)) {
            if (one instanceof SMTPAddressFailedException recipient) {
                return outcome(recipient.getReturnCode(), text(recipient));
            }
            if (one instanceof SMTPSendFailedException failed && command == null) {
                command = failed;
            }
        }
        if (command == null || String.valueOf(command.getCommand()).startsWith("MAIL")) {
            return new Outcome.Later(text(failure));
        }
        return outcome(command.getReturnCode(), text(command));
    }

    private static Outcome outcome(int code, String why) {
        return code >= PERMANENT ? new Outcome.Refused(why) : new Outcome.Later(why);
    }

    private static @Nullable Exception next(Exception one) {
        return one instanceof MessagingException failure ? failure.getNextException() : null;
    }

    private Link link(boolean beyondAscii) throws MessagingException {
        Link known = open.get(beyondAscii);
        if (known != null) {
            return known;
        }
        Session session = Session.getInstance(properties(beyondAscii));
        Transport transport = session.getTransport("smtp");
        transport.connect(server.host(), server.port(), server.user(), server.password());
        Link link = new Link(session, transport);
        open.put(beyondAscii, link);
        return link;
    }

    private Properties properties(boolean beyondAscii) {
        Properties properties = new Properties();
        Map.of("connectiontimeout", CONNECT_MILLIS, "timeout", ANSWER_MILLIS, "writetimeout", ANSWER_MILLIS,
                "localhost", greeting, "auth", String.valueOf(server.user() != null),
                "ssl.enable", String.valueOf(server.tls() == SmtpServer.Tls.FROM_THE_START),
                "starttls.enable", String.valueOf(startTls().contains(server.tls())),
                "starttls.required", String.valueOf(server.tls() == SmtpServer.Tls.REQUIRED),
                "ssl.checkserveridentity", "true").forEach((name, value) -> properties.put("mail.smtp." + name, value));
        properties.put("mail.mime.allowutf8", String.valueOf(beyondAscii));
        return properties;
    }

    private static Collection<SmtpServer.Tls> startTls() {
        return List.of(SmtpServer.Tls.OPTIONAL, SmtpServer.Tls.REQUIRED);
    }

    private static void leave(Link link) {
        try {
            link.transport().close();
        } catch (MessagingException e) {
            // What was sent is sent; the server says no farewell.
        }
    }

    private static String text(Exception failure) {
        String text = String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
    }
}
