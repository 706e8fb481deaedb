package heed.feedback.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import heed.feedback.FeedbackSettings;
import heed.feedback.Inbox;
import heed.feedback.Inboxes;
import heed.link.Links;
import heed.link.ReturnPaths;
import heed.testing.Api;
import heed.testing.TestServer;
import jakarta.mail.MessagingException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A real Postfix that cannot deliver: its own reports come back, to the receiver and by mailbox, and count for the right
/// addresses. Runs as root on a Debian, where it installs Postfix; `-Dheed.postfix=false` leaves it out.
class PostfixIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String PASSWORD = "secret";
    private static final String BOX = "news@mailbox.example";

    private static final SmtpReceiver RECEIVER = new SmtpReceiver(
            new ReceiveSettings("127.0.0.1:0", "", Duration.ofMinutes(1)), TestServer.bean(FeedbackSettings.class),
            TestServer.bean(Inbox.class), TestServer.bean(ReturnPaths.class), TestServer.bean(Links.class));
    private static final GreenMail MAIL = new GreenMail(
            new ServerSetup[]{ServerSetup.SMTP.dynamicPort(), ServerSetup.IMAP.dynamicPort()});
    private static Path folder = Path.of("");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(Boolean.parseBoolean(System.getProperty("heed.postfix", "true")),
                "skipped: -Dheed.postfix=false");
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/apt-get")),
                "skipped: a real Postfix needs root on a Debian");
        assumeTrue(script("", "install") == 0, "skipped: Postfix could not be installed, see target/postfix.log");
        RECEIVER.start();
        MAIL.start();
        MAIL.setUser(BOX, "news", PASSWORD);
        folder = Files.createTempDirectory("heed-postfix");
        assertThat(script("", "start", folder.toString(), Integer.toString(RECEIVER.port()),
                Integer.toString(MAIL.getSmtp().getPort()))).as("see target/postfix.log").isZero();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (RECEIVER.isRunning()) {
            script("", "stop", folder.toString());
            MAIL.stop();
            RECEIVER.stop();
        }
    }

    @Test
    void reportsToTheReceiverCountForTheRightAddresses() throws IOException, InterruptedException {
        String unknown = TestServer.unique("nobody") + "@local.example";
        String full = TestServer.unique("full") + "@full.example";
        String closed = TestServer.unique("closed") + "@closed.example";
        for (String recipient : List.of(unknown, full, closed)) {
            send("news@bounces.example", recipient);
        }

        assertThat(verdict("smtp", unknown)).isEqualTo("hard user_unknown");
        assertThat(verdict("smtp", full)).isEqualTo("soft mailbox_full");
        assertThat(verdict("smtp", closed)).isEqualTo("soft unreachable");
        assertThat(status(unknown)).isEqualTo("quarantined");
        assertThat(status(full)).isEqualTo("erroneous");
        assertThat(status(closed)).isEqualTo("erroneous");
    }

    @Test
    void reportsInAMailboxCountForTheRightAddresses() throws IOException, InterruptedException, MessagingException {
        String unknown = TestServer.unique("nobody") + "@local.example";
        String closed = TestServer.unique("closed") + "@closed.example";
        send(BOX, unknown);
        send(BOX, closed);
        Mailbox mailbox = new Mailbox("imap://news:" + PASSWORD + "@127.0.0.1:" + MAIL.getImap().getPort() + "/INBOX",
                TestServer.bean(Inbox.class), 1_000_000);
        until(() -> MAIL.getReceivedMessages().length >= 2);
        assertThat(mailbox.look()).isEqualTo(2);

        assertThat(verdict("mailbox", unknown)).isEqualTo("hard user_unknown");
        assertThat(verdict("mailbox", closed)).isEqualTo("soft unreachable");
        assertThat(status(unknown)).isEqualTo("quarantined");
        assertThat(status(closed)).isEqualTo("erroneous");
    }

    private static void send(String returnPath, String recipient) throws IOException, InterruptedException {
        assertThat(script("From: news@shop.example\nSubject: Hello\n\nHi.\n", "send", folder.toString(), returnPath,
                recipient)).as("see target/postfix.log").isZero();
    }

    private static String verdict(String way, String address) {
        until(() -> {
            JsonNode item = find(way, address);
            return !item.isMissingNode() && !item.at("/state").asString().equals("received");
        });
        JsonNode item = find(way, address);
        return item.at("/type").asString() + " " + item.at("/reason").asString();
    }

    private static String status(String address) {
        return Inboxes.address(address).at("/status").asString();
    }

    private static JsonNode find(String way, String address) {
        return TestServer.api().get("/feedback?way=" + way + "&q=" + Api.segment(address)).send().expect(200)
                .at("/items/0");
    }

    private static void until(BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the reports come back, see target/postfix.log").isLessThan(end);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static int script(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "src/test/sh/postfix.sh"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/postfix.log"))).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return process.waitFor();
    }
}
