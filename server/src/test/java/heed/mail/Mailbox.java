package heed.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import heed.testing.TestServer;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/// A mail server on a free port, which the test server mails to while it is open.
public final class Mailbox implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private Mailbox() {
    }

    /// Opens one and has the test server use it.
    public static Mailbox open() {
        Mailbox box = new Mailbox();
        box.server.start();
        TestServer.bean(MailServer.class).use(box.smtp());
        return box;
    }

    /// Everything that this address has received, once nothing is due any more.
    public List<MimeMessage> received(String address) {
        TestServer.bean(SendJob.class).sendDue();
        return server.findReceivedMessages(user -> user.getEmail().equalsIgnoreCase(address), _ -> true).toList();
    }

    /// Where it listens.
    SmtpServer smtp() {
        return new SmtpServer("127.0.0.1", server.getSmtp().getPort(), SmtpServer.Tls.NONE, null, null);
    }

    @Override
    public void close() {
        TestServer.bean(MailServer.class).use(null);
        server.stop();
    }
}
