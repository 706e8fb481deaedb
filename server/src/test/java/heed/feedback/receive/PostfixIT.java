package heed.feedback.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.user.GreenMailUser;
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
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    private static final GreenMail MAIL = new GreenMail(ServerSetup.IMAP.dynamicPort());
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
        folder = Files.createTempDirectory("heed-postfix");
        assertThat(script("", "start", folder.toString(), Integer.toString(RECEIVER.port())))
                .as("see target/postfix.log").isZero();
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
            send(returnPath(recipient), recipient);
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
        String full = TestServer.unique("full") + "@full.example";
        String closed = TestServer.unique("closed") + "@closed.example";
        for (String recipient : List.of(unknown, full, closed)) {
            send(BOX, recipient);
        }
        Path delivered = folder.resolve("boxes/news/new");
        until(() -> count(delivered) >= 3);
        GreenMailUser user = MAIL.setUser(BOX, "news", PASSWORD);
        for (Path file : files(delivered)) {
            user.deliver(new MimeMessage(Session.getInstance(new Properties()), Files.newInputStream(file)));
        }
        Mailbox mailbox = new Mailbox("imap://news:" + PASSWORD + "@127.0.0.1:" + MAIL.getImap().getPort() + "/INBOX",
                TestServer.bean(Inbox.class), 1_000_000);
        assertThat(mailbox.look()).isEqualTo(3);

        assertThat(verdict("mailbox", unknown)).isEqualTo("hard user_unknown");
        assertThat(verdict("mailbox", full)).isEqualTo("soft mailbox_full");
        assertThat(verdict("mailbox", closed)).isEqualTo("soft unreachable");
        assertThat(status(unknown)).isEqualTo("quarantined");
        assertThat(status(full)).isEqualTo("erroneous");
        assertThat(status(closed)).isEqualTo("erroneous");
    }

    /// As a hand-off gives it out, to a profile of its own.
    private static String returnPath(String recipient) {
        Api api = TestServer.api();
        String key = recipient.substring(0, recipient.indexOf('@'));
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", recipient))).send();
        String delivery = api.post("/deliveries").json(Map.of("label", key, "channel", "email", "audience",
                Map.of("type", "profiles", "keys", List.of(key)))).send().expect(201).at("/id").asString();
        api.post("/deliveries/" + delivery + "/analysis").send().expect(200);
        String row = api.post("/deliveries/" + delivery + "/hand-off").send().expect(200).text().lines()
                .filter(line -> line.contains("returnPath")).findFirst().orElseThrow();
        return new JsonMapper().readTree(row).at("/returnPath").asString();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /// A maildir comes into being with its first message.
    private static int count(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? 0 : names.length;
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
