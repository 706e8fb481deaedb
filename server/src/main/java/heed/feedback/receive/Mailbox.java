package heed.feedback.receive;

import heed.feedback.Inbox;
import heed.feedback.Incoming;
import heed.feedback.Way;
import heed.ledger.Actor;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/// A mailbox that mail comes back to, by IMAP or POP3. Takes what it has not taken yet, so many messages at a look; one that
/// cannot be taken holds up no other.
///
/// By IMAP a message that was taken bears a keyword of Heed's own, where the server lets it, so that a person may look into
/// the mailbox; else it is marked as seen.
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final Actor ACTOR = new Actor("mailbox");
    private static final String PATIENCE_MILLIS = "20000";
    private static final String TAKEN = "HeedTaken";
    private static final int HEADER = 65_536;
    static final int AT_A_TIME = 200;

    private final URLName url;
    private final boolean imap;
    private final Inbox inbox;
    private final long most;

    /// @param url `imaps://user:password@host/INBOX`
    /// @param most bytes of a message; of what is longer the header alone is taken, as one that failed
    Mailbox(String url, Inbox inbox, long most) {
        this.url = new URLName(url);
        this.imap = String.valueOf(this.url.getProtocol()).startsWith("imap");
        this.inbox = inbox;
        this.most = most;
    }

    /// Takes what is there; answers how many.
    int look() throws MessagingException {
        try (Store store = Session.getInstance(properties()).getStore(url)) {
            store.connect();
            String name = url.getFile();
            try (Folder folder = store.getFolder(imap && name != null && !name.isBlank() ? name : "INBOX")) {
                folder.open(Folder.READ_WRITE);
                return take(folder);
            }
        }
    }

    private int take(Folder folder) throws MessagingException {
        boolean own = folder.getPermanentFlags() != null && folder.getPermanentFlags().contains(Flag.USER);
        Flags taken = !imap ? new Flags(Flag.DELETED) : own ? new Flags(TAKEN) : new Flags(Flag.SEEN);
        Message[] waiting = imap ? folder.search(new FlagTerm(taken, false)) : folder.getMessages();
        FetchProfile sizes = new FetchProfile();
        sizes.add(FetchProfile.Item.SIZE);
        folder.fetch(waiting, sizes);
        int count = 0;
        for (int i = 0; i < waiting.length && count < AT_A_TIME && folder.isOpen(); i++) {
            try {
                count += take(waiting[i], taken) ? 1 : 0;
            } catch (MessagingException | IOException e) {
                LOG.warn("A message stays in the mailbox: {}", e.getClass().getSimpleName());
            } catch (RuntimeException e) {
                throwUnlessOfAMessage(e);
                LOG.error("A message stays in the mailbox: {}", e.getClass().getSimpleName());
            }
        }
        return count;
    }

    /// Where the database is away no other message can be stored either.
    private static void throwUnlessOfAMessage(RuntimeException e) {
        if (e instanceof TransactionException
                || (e instanceof DataAccessException && !(e instanceof NonTransientDataAccessException))
                || e instanceof NonTransientDataAccessResourceException) {
            throw e;
        }
    }

    /// False where it stays: POP3 could only delete what is too big to be kept.
    private boolean take(Message message, Flags taken) throws MessagingException, IOException {
        boolean big = message.getSize() > most;
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        if (big) {
            raw.writeBytes(header(message));
        } else {
            message.writeTo(raw);
        }
        inbox.take(big
                ? Incoming.cutMail(Way.MAILBOX, ACTOR, raw.toByteArray())
                : Incoming.mail(Way.MAILBOX, null, ACTOR, raw.toByteArray()));
        // Stored and committed: a crash before this line brings the same message again, and it is one.
        if (imap || !big) {
            message.setFlags(taken, true);
        }
        return imap || !big;
    }

    private static byte[] header(Message message) throws MessagingException {
        StringBuilder header = new StringBuilder();
        if (message instanceof MimeMessage mime) {
            Enumeration<String> lines = mime.getAllHeaderLines();
            while (lines.hasMoreElements() && header.length() < HEADER) {
                header.append(lines.nextElement()).append("\r\n");
            }
        }
        header.setLength(Math.min(header.length(), HEADER));
        return header.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Properties properties() {
        Properties properties = new Properties();
        String protocol = "mail." + url.getProtocol();
        properties.setProperty(protocol + ".connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty(protocol + ".timeout", PATIENCE_MILLIS);
        properties.setProperty(protocol + ".writetimeout", PATIENCE_MILLIS);
        properties.setProperty(protocol + ".ssl.checkserveridentity", "true");
        properties.setProperty(protocol + ".peek", "true");
        return properties;
    }
}
