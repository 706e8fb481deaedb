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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/// Takes mail to the return-path domain, and to the unsubscribe mailbox, by SMTP or LMTP, whichever the client speaks. It
/// answers 250 when a message is stored, 451 when it cannot be now, and relays nothing for anybody.
@Component
class SmtpReceiver implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpReceiver.class);
    private static final Actor ACTOR = new Actor("smtp");
    private static final int CONNECTIONS = 50;
    private static final int RECIPIENTS = 100;
    private static final int PATIENCE_SECONDS = 60;

    private final ReceiveSettings settings;
    private final Inbox inbox;
    private final Set<String> domains;
    private final long most;
    private @Nullable SMTPServer server;

    SmtpReceiver(ReceiveSettings settings, FeedbackSettings feedback, Inbox inbox, ReturnPaths paths, Links links) {
        this.settings = settings;
        this.inbox = inbox;
        this.most = feedback.maxMail().toBytes();
        this.domains = Stream.concat(paths.domain().stream(), links.mailbox().stream())
                .map(one -> one.substring(one.indexOf('@') + 1).toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    @Override
    public void start() {
        if (settings.smtp().isBlank()) {
            return;
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

        private Taking(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String sender) {
            // Whoever it is: bounces come from nobody (D3).
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            String domain = recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
            if (!domains.isEmpty() && !domains.contains(domain)) {
                throw new RejectException(550, "5.7.1 no such mailbox here");
            }
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] raw = data.readNBytes(Math.toIntExact(most) + 1);
            // To its end, whatever its size: what is left would be taken for commands.
            data.transferTo(OutputStream.nullOutputStream());
            if (raw.length > most) {
                throw refused(552, "5.3.4 the message is too big");
            }
            try {
                inbox.take(recipients.stream().map(to -> Incoming.mail(Way.SMTP, to, ACTOR, raw)).toList());
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("A message could not be stored: {}; its sender tries again", e.getClass().getSimpleName());
                throw refused(451, "4.3.0 not now, try again");
            }
            answerOthers("250 2.0.0 stored");
            return "2.0.0 stored";
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
