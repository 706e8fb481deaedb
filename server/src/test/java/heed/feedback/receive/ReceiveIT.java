package heed.feedback.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import heed.feedback.FeedbackSettings;
import heed.feedback.Inbox;
import heed.feedback.Inboxes;
import heed.link.Links;
import heed.link.ReturnPaths;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ReceiveIT {

    private static final String PASSWORD = "secret";

    private final Api api = TestServer.api();
    private final Inbox inbox = TestServer.bean(Inbox.class);

    @Test
    void aMessageToTheReceiverIsStoredOncePerRecipientBeforeItSays250() throws IOException {
        SmtpReceiver receiver = new SmtpReceiver(new ReceiveSettings("127.0.0.1:0", "", Duration.ofMinutes(1)),
                TestServer.bean(FeedbackSettings.class), inbox, TestServer.bean(ReturnPaths.class),
                TestServer.bean(Links.class));
        receiver.start();
        String word = TestServer.unique("smtp");
        try {
            List<String> answers = talk(receiver.port(), List.of("EHLO there", "MAIL FROM:<>",
                    "RCPT TO:<b1@bounces.example>", "RCPT TO:<b2@bounces.example>", "DATA",
                    "Subject: " + word + "\r\n\r\nHello.\r\n.", "QUIT"));
            assertThat(answers.get(answers.size() - 2)).startsWith("250");
        } finally {
            receiver.stop();
        }

        Answer list = api.get("/feedback?way=smtp&limit=2").send().expect(200);
        for (int i = 0; i < 2; i++) {
            assertThat(Inboxes.understood(list.at("/items/" + i + "/id").asString()).at("/way").asString())
                    .isEqualTo("smtp");
        }
        assertThat(receiver.isRunning()).isFalse();
    }

    /// RFC 2033 §4.2; what is too big is refused and leaves the session in order.
    @Test
    void eachRecipientHasAnAnswerOfItsOwnByLmtp() throws IOException {
        SmtpReceiver receiver = new SmtpReceiver(new ReceiveSettings("127.0.0.1:0", "", Duration.ofMinutes(1)),
                new FeedbackSettings(DataSize.ofKilobytes(1)), inbox, TestServer.bean(ReturnPaths.class),
                TestServer.bean(Links.class));
        receiver.start();
        List<String> letter = List.of("MAIL FROM:<>", "RCPT TO:<b1@bounces.example>", "RCPT TO:<b2@bounces.example>",
                "DATA");
        try {
            List<String> said = new ArrayList<>(List.of("LHLO there"));
            said.addAll(letter);
            said.addAll(List.of("Subject: " + TestServer.unique("lmtp") + "\r\n\r\nHello.\r\n.", ""));
            said.addAll(letter);
            said.addAll(List.of("Subject: big\r\n\r\n" + "Hello, hello.\r\n".repeat(100) + ".", "", "QUIT"));

            List<String> answers = talk(receiver.port(), said);

            assertThat(answers.subList(6, 8)).allMatch(answer -> answer.startsWith("250 2.0.0"));
            assertThat(answers.subList(12, 14)).allMatch(answer -> answer.startsWith("552 5.3.4"));
        } finally {
            receiver.stop();
        }
    }

    @Test
    void aMailboxIsTakenOnceByImapAndEmptiedByPop3() throws MessagingException, IOException {
        GreenMail mail = new GreenMail(
                new ServerSetup[]{ServerSetup.IMAP.dynamicPort(), ServerSetup.POP3.dynamicPort()});
        mail.start();
        try {
            GreenMailUser user = mail.setUser("feedback@example.org", "feedback", PASSWORD);
            user.deliver(
                    GreenMailUtil.createTextEmail("feedback@example.org", "a@example.org", TestServer.unique("imap"),
                            "Hello", mail.getImap().getServerSetup()));
            Mailbox imap = new Mailbox(
                    "imap://feedback:" + PASSWORD + "@127.0.0.1:" + mail.getImap().getPort() + "/INBOX",
                    inbox, 1_000_000);
            Mailbox pop3 = new Mailbox("pop3://feedback:" + PASSWORD + "@127.0.0.1:" + mail.getPop3().getPort(), inbox,
                    1_000_000);

            assertThat(imap.look()).isEqualTo(1);
            assertThat(imap.look()).isZero();
            assertThat(pop3.look()).isEqualTo(1);
            assertThat(pop3.look()).isZero();
        } finally {
            mail.stop();
        }

        assertThat(api.get("/feedback?way=mailbox").send().expect(200).at("/items")).isNotEmpty();
    }

    /// Says one line after the other and answers what is said to each; nothing is said for an empty one.
    private static List<String> talk(int port, List<String> said) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            var answers = new ArrayList<String>();
            answers.add(answer(in));
            for (String line : said) {
                if (!line.isEmpty()) {
                    socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
                    socket.getOutputStream().flush();
                }
                answers.add(answer(in));
            }
            return answers;
        }
    }

    private static String answer(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return String.valueOf(line);
    }
}
