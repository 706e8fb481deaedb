package heed.feedback.receive;

import heed.feedback.FeedbackSettings;
import heed.feedback.Inbox;
import heed.feedback.Incoming;
import heed.feedback.Way;
import heed.ledger.Actor;
import heed.link.Links;
import heed.link.ReturnPaths;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/// Takes mail to signed return paths, and to the unsubscribe mailbox with a token, by SMTP or LMTP, whichever the client
/// speaks. It answers 250 when a message is stored, 451 or 452 when it cannot be now, and relays nothing for anybody.
///
/// A message is kept as it came, behind a `Return-Path` with whom its envelope said it is from (RFC 5321 §4.4): bounces and
/// automatic replies come from nobody (D3, R1).
@Component
class SmtpReceiver implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpReceiver.class);
    private static final Actor ACTOR = new Actor("smtp");
    private static final int CONNECTIONS = 50;
    private static final int RECIPIENTS = 10;

    /// How many of the largest messages all connections hold at once, and how many one message may come to, with a copy
    /// for each recipient.
    private static final int LARGEST_AT_ONCE = 4;
    private static final int LARGEST_COPIES = 2;
    private static final long MINIMUM_ROOM = 8_000_000;
    private static final int LONGEST_SENDER = 320;
    private static final int PATIENCE_SECONDS = 60;

    private final ReceiveSettings settings;
    private final Inbox inbox;
    private final Recipients accepted;
    private final Room room;
    private final long most;
    private @Nullable SMTPServer server;

    SmtpReceiver(ReceiveSettings settings, FeedbackSettings feedback, Inbox inbox, ReturnPaths paths, Links links) {
        this.settings = settings;
        this.inbox = inbox;
        this.most = feedback.maxMail().toBytes();
        this.accepted = new Recipients(paths, links);
        this.room = new Room(Math.max(MINIMUM_ROOM, most * LARGEST_AT_ONCE));
    }

    @Override
    public void start() {
        if (settings.smtp().isBlank()) {
            return;
        }
        if (accepted.isEmpty()) {
            throw new IllegalStateException(
                    "HEED_SMTP_RECEIVER needs HEED_RETURN_PATH_DOMAIN or HEED_UNSUBSCRIBE_MAILBOX:"
                            + " it takes mail to signed addresses only");
        }
        int colon = settings.smtp().lastIndexOf(':');
        try {
            SMTPServer made = SMTPServer.port(Integer.parseInt(settings.smtp().substring(colon + 1).strip()))
                    .bindAddress(InetAddress.getByName(settings.smtp().substring(0, Math.max(0, colon)).strip()))
                    .softwareName("Heed").maxConnections(CONNECTIONS).maxRecipients(RECIPIENTS)
                    .connectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).maxMessageSize(Math.toIntExact(most))
                    .fromAddressValidator(_ -> true).insertReceivedHeaders(false)
                    .messageHandlerFactory(Taking::new).build();
            made.getCommandHandler().addCommand(new Greeting(Greeting.SMTP));
            made.getCommandHandler().addCommand(new Greeting(Greeting.LMTP));
            made.start();
            server = made;
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalStateException("HEED_SMTP_RECEIVER must be host:port, as 127.0.0.1:2525", e);
        }
    }

    /// The port it listens on; 0 while it does not.
    int port() {
        SMTPServer running = server;
        return running == null ? 0 : running.getPortAllocated();
    }

    @Override
    public void stop() {
        SMTPServer running = server;
        if (running != null) {
            running.stop();
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /// One message on its way in.
    private final class Taking implements MessageHandler {

        private final MessageContext context;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        private Taking(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String from) {
            sender = from.substring(0, Math.min(from.length(), LONGEST_SENDER)).replaceAll("[\\p{Cntrl}<>]", "");
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (!accepted.takes(recipient)) {
                throw new RejectException(550, "5.7.1 no such mailbox here");
            }
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            try (Room.Share share = room.share()) {
                store(share.read(data, most));
            } catch (Room.Full e) {
                throw refused(452, "4.3.1 too much mail at once, try again");
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("A message could not be stored: {}; its sender tries again", e.getClass().getSimpleName());
                throw refused(451, "4.3.0 not now, try again");
            }
            answerOthers("250 2.0.0 stored");
            return "2.0.0 stored";
        }

        private void store(byte[] read) throws RejectException, IOException {
            if (read.length > most) {
                throw refused(552, "5.3.4 the message is too big");
            }
            if ((long) read.length * recipients.size() > most * LARGEST_COPIES) {
                throw refused(452, "4.5.3 too big for so many recipients, send it to fewer");
            }
            byte[] path = ("Return-Path: <" + sender + ">\r\n").getBytes(StandardCharsets.UTF_8);
            byte[] raw = Arrays.copyOf(path, path.length + read.length);
            System.arraycopy(read, 0, raw, path.length, read.length);
            inbox.take(recipients.stream().map(to -> Incoming.mail(Way.SMTP, to, ACTOR, raw)).toList());
        }

        private RejectException refused(int code, String why) throws IOException {
            answerOthers(code + " " + why);
            if (context instanceof Session session) {
                // RFC 5321 §4.1.1.4: what was refused is forgotten, and the next message may come.
                session.resetMailTransaction();
            }
            return new RejectException(code, why);
        }

        /// RFC 2033 §4.2: an answer for each recipient; that of the last one is the usual one.
        private void answerOthers(String answer) throws IOException {
            if (context instanceof Session session && Greeting.isLmtp(session)) {
                for (int i = 1; i < recipients.size(); i++) {
                    session.sendResponse(answer);
                }
            }
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }
}
