package heed.feedback.receive;

import heed.feedback.FeedbackSettings;
import heed.feedback.Inbox;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Looks into the mailboxes again and again; one that cannot be reached is looked into next time.
@Component
class MailboxJob {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxJob.class);

    /// Then the other mailboxes have their turn.
    private static final int MOST_LOOKS = 500;

    private final List<Mailbox> mailboxes;

    MailboxJob(ReceiveSettings settings, FeedbackSettings feedback, Inbox inbox) {
        mailboxes = Arrays.stream(settings.mailbox().split("\\s+", -1)).filter(url -> !url.isBlank())
                .map(url -> new Mailbox(url, inbox, feedback.maxMail().toBytes())).toList();
    }

    @Scheduled(fixedDelayString = "${heed.receive.every:1m}", initialDelay = 5_000)
    void look() {
        for (Mailbox mailbox : mailboxes) {
            try {
                boolean more = true;
                for (int i = 0; more && i < MOST_LOOKS; i++) {
                    more = mailbox.look() == Mailbox.AT_A_TIME;
                }
            } catch (MessagingException | RuntimeException e) {
                // Its message may name the user of the mailbox; the mailboxes behind it are looked into all the same.
                LOG.warn("A feedback mailbox could not be read: {}", e.getClass().getSimpleName());
            }
        }
    }
}
