package heed.feedback.receive;

import static org.assertj.core.api.Assertions.assertThat;

import heed.feedback.FeedbackSettings;
import heed.feedback.Inbox;
import heed.feedback.Inboxes;
import heed.link.Links;
import heed.link.ReturnPaths;
import heed.testing.Api;
import heed.testing.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/// A real Postfix that cannot deliver: its own reports come back to the receiver and quarantine the right addresses.
@EnabledIfSystemProperty(named = "heed.postfix", matches = "true", disabledReason = "needs root, and installs Postfix")
class PostfixIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder = TestServer.home("postfix");

    @Test
    void theReportsOfARealPostfixQuarantineTheRightAddresses() throws IOException, InterruptedException {
        SmtpReceiver receiver = new SmtpReceiver(new ReceiveSettings("127.0.0.1:0", "", Duration.ofMinutes(1)),
                TestServer.bean(FeedbackSettings.class), TestServer.bean(Inbox.class),
                TestServer.bean(ReturnPaths.class), TestServer.bean(Links.class));
        receiver.start();
        String unknown = TestServer.unique("nobody") + "@local.example";
        String full = TestServer.unique("full") + "@full.example";
        String closed = TestServer.unique("closed") + "@closed.example";
        try {
            script("", "start", folder.toString(), Integer.toString(receiver.port()));
            for (String recipient : List.of(unknown, full, closed)) {
                script("From: news@shop.example\nSubject: Hello\n\nHi.\n", "send", folder.toString(),
                        "news@bounces.example", recipient);
            }

            assertThat(verdict(unknown)).isEqualTo("hard user_unknown");
            assertThat(verdict(full)).isEqualTo("soft mailbox_full");
            assertThat(verdict(closed)).isEqualTo("soft unreachable");
            assertThat(Inboxes.address(unknown).at("/status").asString()).isEqualTo("quarantined");
        } finally {
            script("", "stop", folder.toString());
            receiver.stop();
        }
    }

    private static String verdict(String address) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode item = find(address);
        while (item.isMissingNode() || item.at("/state").asString().equals("received")) {
            assertThat(System.nanoTime()).as("the report comes back").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            item = find(address);
        }
        return item.at("/type").asString() + " " + item.at("/reason").asString();
    }

    private static JsonNode find(String address) {
        return TestServer.api().get("/feedback?way=smtp&q=" + Api.segment(address)).send().expect(200).at("/items/0");
    }

    private static void script(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "src/test/sh/postfix.sh"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(new File("target/postfix.log")).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor()).as("see target/postfix.log").isZero();
    }
}
