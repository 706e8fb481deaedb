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
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mailbox that mail comes back to, by IMAP or POP3. Takes what it has not taken yet, so many messages at a look.
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final Actor ACTOR = new Actor("mailbox");
    private static final String PATIENCE_MILLIS = "20000";
    static final int AT_A_TIME = 200;

    private final URLName url;
    private final boolean imap;
    private final Inbox inbox;
    private final long most;

    /// @param url `imaps://user:password@host/INBOX`
    /// @param most bytes of a message; what is longer stays where it is
    Mailbox(String url, Inbox inbox, long most) {
        this.url = new URLName(url);
        this.imap = String.valueOf(this.url.getProtocol()).startsWith("imap");
        this.inbox = inbox;
        this.most = most;
    }

    /// Takes what is there; answers how many.
    int look() throws MessagingException, IOException {
        try (Store store = Session.getInstance(properties()).getStore(url)) {
            store.connect();
            String name = url.getFile();
            try (Folder folder = store.getFolder(imap && name != null && !name.isBlank() ? name : "INBOX")) {
                folder.open(Folder.READ_WRITE);
                return take(folder);
            }
        }
    }

    private int take(Folder folder) throws MessagingException, IOException {
        Message[] waiting = imap
                ? folder.search(new FlagTerm(new Flags(Flag.SEEN), false))
                : folder.getMessages();
        Message[] some = Arrays.copyOf(waiting, Math.min(waiting.length, AT_A_TIME));
        FetchProfile sizes = new FetchProfile();
        sizes.add(FetchProfile.Item.ENVELOPE);
        folder.fetch(some, sizes);
        int taken = 0;
        for (Message message : some) {
            if (message.getSize() > most) {
                LOG.warn("A message of {} bytes stays in the mailbox: it is too big", message.getSize());
                continue;
            }
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            message.writeTo(raw);
            inbox.take(Incoming.mail(Way.MAILBOX, null, ACTOR, raw.toByteArray()));
            // Stored and committed: a crash before this line brings the same message again, and it is one.
            message.setFlag(imap ? Flag.SEEN : Flag.DELETED, true);
            taken++;
        }
        return taken;
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
