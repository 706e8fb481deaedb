package heed.feedback.receive;

import java.io.IOException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

/// EHLO of SMTP, and LHLO of LMTP (RFC 2033). Offers no BDAT, so that DATA is the only way in, and its answer the only
/// one that says that a message is stored.
final class Greeting extends BaseCommand {

    static final String SMTP = "EHLO";
    static final String LMTP = "LHLO";

    /// Stands before the name of a client that speaks LMTP: no name has a blank in it.
    private static final String MARK = "lmtp ";

    Greeting(String verb) {
        super(verb, "Introduce yourself.", "<hostname>");
    }

    /// Does the client speak LMTP? Then each recipient has an answer of its own.
    static boolean isLmtp(Session session) {
        return session.getHelo().filter(name -> name.startsWith(MARK)).isPresent();
    }

    @Override
    public void execute(String line, Session session) throws IOException {
        String[] words = getArgs(line);
        if (words.length < 2) {
            session.sendResponse("501 Syntax: " + getName() + " hostname");
            return;
        }
        session.resetMailTransaction();
        session.setHelo(getName().equals(LMTP) ? MARK + words[1] : words[1]);
        session.sendResponse("250-" + session.getServer().getHostName() + "\r\n250-8BITMIME\r\n250-SIZE "
                + session.getServer().getMaxMessageSize() + "\r\n250 SMTPUTF8");
    }
}
