package heed.mail;

import static org.assertj.core.api.Assertions.assertThat;

import heed.mail.Relay.Outcome;
import heed.mail.SmtpServer.Tls;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.server.SMTPServer;

/// Mail over TLS, on real sockets: protected where that is demanded, or not sent at all.
class RelayTlsIT {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String TO = "ada@tls.example";
    private static Certified localhost;
    private static Certified elsewhere;

    private SSLContext before;

    @BeforeAll
    static void certify() {
        localhost = Certified.of("localhost");
        elsewhere = Certified.of("mail.elsewhere.example");
    }

    /// Java's own list of whom to trust is that of an operator's machine; here it is the certificate of the test.
    @BeforeEach
    void remember() throws NoSuchAlgorithmException {
        before = SSLContext.getDefault();
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(before);
    }

    @Test
    void fromTheFirstByte() throws AddressException {
        SSLContext.setDefault(localhost.client());
        try (MoodyServer server = new MoodyServer(smtps(localhost))) {
            assertThat(send(server.smtp(Tls.FROM_THE_START))).isEqualTo(new Outcome.Sent());
            assertThat(server.taken()).containsExactly(TO);
        }
    }

    @Test
    void byStartTls() throws AddressException {
        SSLContext.setDefault(localhost.client());
        try (MoodyServer server = new MoodyServer(startTls(localhost))) {
            assertThat(send(server.smtp(Tls.REQUIRED))).isEqualTo(new Outcome.Sent());
            assertThat(send(server.smtp(Tls.OPTIONAL))).isEqualTo(new Outcome.Sent());
            assertThat(server.taken()).hasSize(2);
            assertThat(send(server.smtp(Tls.NONE))).as("this server takes nothing in the clear")
                    .isInstanceOf(Outcome.Later.class);
        }
    }

    @Test
    void whereTheServerOffersNoneNothingIsSentIfItIsDemanded() throws AddressException {
        try (MoodyServer server = new MoodyServer()) {
            assertThat(why(send(server.smtp(Tls.REQUIRED)))).contains("STARTTLS is required");
            assertThat(why(send(server.smtp(Tls.FROM_THE_START)))).startsWith("No protected way to the mail server");
            assertThat(server.taken()).isEmpty();

            assertThat(send(server.smtp(Tls.OPTIONAL))).isEqualTo(new Outcome.Sent());
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForOrOfAnotherNameIsNoProtection() throws AddressException {
        try (MoodyServer smtps = new MoodyServer(smtps(localhost));
                MoodyServer startTls = new MoodyServer(startTls(localhost))) {
            assertThat(why(send(smtps.smtp(Tls.FROM_THE_START)))).startsWith("No protected way to the mail server");
            assertThat(why(send(startTls.smtp(Tls.REQUIRED)))).startsWith("No protected way to the mail server");
            assertThat(smtps.taken()).isEmpty();
            assertThat(startTls.taken()).isEmpty();
        }
        SSLContext.setDefault(elsewhere.client());
        try (MoodyServer smtps = new MoodyServer(smtps(elsewhere))) {
            assertThat(send(smtps.smtp(Tls.FROM_THE_START))).isInstanceOf(Outcome.Away.class);
            assertThat(smtps.taken()).isEmpty();
        }
    }

    private static UnaryOperator<SMTPServer.Builder> smtps(Certified with) {
        return builder -> builder.serverSocketFactory(with.server());
    }

    private static UnaryOperator<SMTPServer.Builder> startTls(Certified with) {
        return builder -> builder.enableTLS().requireTLS().startTlsSocketFactory(with.server());
    }

    private static Outcome send(SmtpServer server) throws AddressException {
        OutgoingMail mail = new OutgoingMail(TO, null, "subscribed", "en", "Hello", "You did it.", null, Map.of(), "x");
        StoredMail stored = new StoredMail(1, mail, MailState.SENDING, null, 1, NOW, NOW, null, null, null, null,
                "<1@tls.example>");
        try (Relay relay = new Relay(server, "heed.example")) {
            return relay.send(stored, new InternetAddress("no-reply@heed.example"), TO, NOW);
        }
    }

    private static String why(Outcome outcome) {
        return outcome instanceof Outcome.Away(String why) ? why : "not away, but " + outcome;
    }
}
