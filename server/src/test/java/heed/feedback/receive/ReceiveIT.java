package heed.feedback.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import heed.feedback.FeedbackSettings;
import heed.feedback.Inbox;
import heed.feedback.InboxStore;
import heed.feedback.Inboxes;
import heed.link.Link;
import heed.link.Links;
import heed.link.MailboxLinks;
import heed.link.ReturnPaths;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import jakarta.mail.Flags.Flag;
import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ReceiveIT {

    private static final String PASSWORD = "secret";

    private final Api api = TestServer.api();
    private final Inbox inbox = TestServer.bean(Inbox.class);
    private final ReturnPaths paths = TestServer.bean(ReturnPaths.class);

    @Test
    void aMessageToTheReceiverIsStoredOncePerRecipientBeforeItSays250() throws IOException {
        SmtpReceiver receiver = receiver(TestServer.bean(FeedbackSettings.class), TestServer.bean(Links.class));
        receiver.start();
        String word = TestServer.unique("smtp");
        try {
            List<String> answers = talk(receiver.port(), List.of("EHLO there", "MAIL FROM:<>",
                    to(paths.of(1, 1)), to(paths.of(1, 2)), "DATA",
                    "Subject: " + word + "\r\n\r\nHello.\r\n.", "QUIT"));
            assertThat(answers.get(answers.size() - 2)).startsWith("250");
        } finally {
            receiver.stop();
        }

        Answer list = api.get("/feedback?way=smtp&limit=2").send().expect(200);
        assertThat(new String(TestServer.bean(InboxStore.class).raw(list.at("/items/0/id").asLong()).orElseThrow(),
                US_ASCII)).startsWith("Return-Path: <>\r\nSubject: " + word);
        for (int i = 0; i < 2; i++) {
            assertThat(Inboxes.understood(list.at("/items/" + i + "/id").asString()).at("/way").asString())
                    .isEqualTo("smtp");
        }
        assertThat(receiver.isRunning()).isFalse();
    }

    /// RFC 2033 §4.2; what is too big is refused and leaves the session in order.
    @Test
    void eachRecipientHasAnAnswerOfItsOwnByLmtp() throws IOException {
        SmtpReceiver receiver = receiver(new FeedbackSettings(DataSize.ofKilobytes(1)), TestServer.bean(Links.class));
        receiver.start();
        List<String> letter = List.of("MAIL FROM:<>", to(paths.of(1, 1)), to(paths.of(1, 2)), "DATA");
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

    /// D3: what else it took would quarantine whomever a stranger names.
    @Test
    void onlySignedAddressesAreTakenAndFewOfThemAtOnce() throws IOException {
        Links links = MailboxLinks.of("https://shop.example", "stop@mail.example");
        SmtpReceiver receiver = receiver(new FeedbackSettings(DataSize.ofKilobytes(1)), links);
        receiver.start();
        String wish = links.token(Link.unsubscribe(1, 1, 0, 1));
        String signed = paths.of(1, 1);
        List<String> said = new ArrayList<>(List.of("EHLO there", "MAIL FROM:<>", to("news@bounces.example"),
                to("b" + wish + "@bounces.example"), to("x" + signed), to(signed.replace("bounces", "elsewhere")),
                to("stop@mail.example"), to("stop+" + signed.substring(1, signed.indexOf('@')) + "@mail.example"),
                to("postmaster"), to("stop+" + wish + "@mail.example")));
        IntStream.range(0, 10).forEach(i -> said.add(to(paths.of(2, i))));
        said.addAll(List.of("DATA", "Subject: copies\r\n\r\n" + "Hello, hello.\r\n".repeat(20) + ".", "QUIT"));
        try {
            List<String> answers = talk(receiver.port(), said);

            assertThat(answers.subList(3, 10)).allMatch(answer -> answer.startsWith("5"));
            assertThat(answers.subList(10, 20)).allMatch(answer -> answer.startsWith("250"));
            assertThat(answers.get(20)).startsWith("452");
            assertThat(answers.get(22)).startsWith("452 4.5.3");
        } finally {
            receiver.stop();
        }
    }

    @Test
    void theReceiverDoesNotStartWithoutAnAddressToTakeMailFor() {
        SmtpReceiver receiver = new SmtpReceiver(new ReceiveSettings("127.0.0.1:0", "", Duration.ofMinutes(1)),
                TestServer.bean(FeedbackSettings.class), inbox, MailboxLinks.noReturnPaths(),
                TestServer.bean(Links.class));

        assertThatThrownBy(receiver::start).hasMessageContaining("HEED_RETURN_PATH_DOMAIN");
        assertThat(receiver.isRunning()).isFalse();
    }

    private SmtpReceiver receiver(FeedbackSettings feedback, Links links) {
        return new SmtpReceiver(new ReceiveSettings("127.0.0.1:0", "", Duration.ofMinutes(1)), feedback, inbox, paths,
                links);
    }

    private static String to(String recipient) {
        return "RCPT TO:<" + recipient + ">";
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

    /// A person who opens the mailbox takes nothing away; what is too big is seen to have failed, and holds up nothing.
    @Test
    void whatIsReadOrTooBigInAMailboxIsNeitherLostNorInTheWay() throws MessagingException, FolderException {
        GreenMail mail = new GreenMail(
                new ServerSetup[]{ServerSetup.IMAP.dynamicPort(), ServerSetup.POP3.dynamicPort()});
        mail.start();
        String word = TestServer.unique("big");
        try {
            GreenMailUser user = mail.setUser("feedback@example.org", "feedback", PASSWORD);
            for (String text : List.of("Hello, hello. ".repeat(400), "Hello")) {
                user.deliver(GreenMailUtil.createTextEmail("feedback@example.org", "a@example.org", word, text,
                        mail.getImap().getServerSetup()));
            }
            MailFolder folder = mail.getManagers().getImapHostManager().getInbox(user);
            folder.getMessages().forEach(message -> message.setFlag(Flag.SEEN, true));
            Mailbox imap = new Mailbox(
                    "imap://feedback:" + PASSWORD + "@127.0.0.1:" + mail.getImap().getPort() + "/INBOX", inbox, 4_000);
            Mailbox pop3 = new Mailbox("pop3://feedback:" + PASSWORD + "@127.0.0.1:" + mail.getPop3().getPort(), inbox,
                    4_000);

            assertThat(imap.look()).isEqualTo(2);
            assertThat(imap.look()).isZero();
            assertThat(pop3.look()).isEqualTo(1);
            assertThat(folder.getMessageCount()).isEqualTo(1);
        } finally {
            mail.stop();
        }

        List<Answer> items = api.get("/feedback?way=mailbox&limit=4").send().expect(200).at("/items").valueStream()
                .map(item -> Inboxes.understood(item.at("/id").asString())).toList();
        assertThat(items).anySatisfy(item -> assertThat(item.at("/error").asString()).contains("too big"));
        assertThat(items).anySatisfy(item -> assertThat(item.at("/state").asString()).isEqualTo("review"));
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
