package heed.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// A mail server that refuses by what the address begins with: `never` for good, `later` the first time, `sulk` after it
/// has read the message, each time.
final class MoodyServer implements AutoCloseable {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final SMTPServer server = new SMTPServer.Builder().bindAddress(InetAddress.getLoopbackAddress()).port(0)
            .messageHandlerFactory(_ -> new Handler()).build();

    MoodyServer() {
        server.start();
    }

    /// The recipients of the messages that it took.
    List<String> taken() {
        return List.copyOf(taken);
    }

    SmtpServer smtp() {
        return new SmtpServer("127.0.0.1", server.getPortAllocated(), SmtpServer.Tls.NONE, null, null);
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {

        private String to = "";

        @Override
        public void from(String sender) {
            // Everybody may send.
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            to = recipient;
            boolean first = !asked.contains(recipient);
            asked.add(recipient);
            if (recipient.startsWith("never")) {
                throw new RejectException(550, "5.1.1 nobody of this name");
            }
            if (recipient.startsWith("later") && first) {
                throw new RejectException(451, "4.7.1 greylisted");
            }
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            data.readAllBytes();
            if (to.startsWith("sulk")) {
                throw new RejectException(452, "4.3.1 no room");
            }
            taken.add(to);
            return "taken";
        }

        @Override
        public void done() {
            // Nothing is left open.
        }
    }
}
