package heed.e2e.stage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The mail server that Heed sends to, over a real socket: whatever comes is kept and read by journeys.
public final class PostOffice implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private static final Pattern LINK = Pattern.compile("https?://\\S+?(/[a-z]+/[A-Za-z0-9_-]+)");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    PostOffice() {
        mail.start();
    }

    /// As Heed takes it.
    String url() {
        return "smtp://127.0.0.1:" + mail.getSmtp().getPort();
    }

    /// The path of the link in the newest message to that address; waits until there are so many messages.
    ///
    /// @param beginning of the path, as `/c/`
    public String link(String address, int messages, String beginning) {
        String text = text(address, messages);
        Matcher links = LINK.matcher(text);
        while (links.find()) {
            if (links.group(1).startsWith(beginning)) {
                return links.group(1);
            }
        }
        throw new AssertionError("no link " + beginning + " in: " + text);
    }

    private String text(String address, int messages) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < until) {
            List<String> texts = Stream.of(mail.getReceivedMessages()).filter(message -> isTo(message, address))
                    .map(PostOffice::text).toList();
            if (texts.size() >= messages) {
                return texts.getLast();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("no message came to " + address);
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            Address[] to = message.getRecipients(Message.RecipientType.TO);
            return to != null && Arrays.stream(to).anyMatch(one -> one.toString().contains(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return message.getContent().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        mail.stop();
    }
}
