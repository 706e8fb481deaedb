package heed.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.mail.SmtpServer.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {

    @Test
    void aUrlNamesTheServerItsProtectionAndTheSignIn() {
        assertThat(SmtpServer.of("smtp://mail.example.org"))
                .isEqualTo(new SmtpServer("mail.example.org", 25, Tls.NONE, null, null));
        assertThat(SmtpServer.of(" smtps://u%40x:p%3Aw+d@mail.example.org "))
                .isEqualTo(new SmtpServer("mail.example.org", 465, Tls.FROM_THE_START, "u@x", "p:w+d"));
        assertThat(SmtpServer.of("smtp://u:p@10.0.0.1:2525/?starttls=required"))
                .isEqualTo(new SmtpServer("10.0.0.1", 2525, Tls.REQUIRED, "u", "p"));
        assertThat(SmtpServer.of("smtp://mail.example.org:587?starttls=optional").tls()).isEqualTo(Tls.OPTIONAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.org:25", "http://mail.example.org", "smtp://", "smtp://u:sec ret@h",
            "smtp://user@h",
            "smtp://:sec-ret@h", "smtp://h/inbox", "smtp://h?tls=yes", "smtps://h?starttls=required", "smtp://h:0",
            "smtp://h:70000", "smtp://u:sec#ret@h", "smtp://a_b.example.org:25"})
    void aWrongUrlIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> SmtpServer.of(url)).isInstanceOf(MailRefused.class)
                .hasMessageStartingWith("HEED_SMTP_URL ").message().doesNotContain("sec", "ret@");
    }

    @Test
    void aPasswordIsShownToNobody() {
        SmtpServer server = SmtpServer.of("smtp://user:secret@mail.example.org");

        assertThat(server.toString()).doesNotContain("secret");
        assertThat(new MailSettings("smtp://user:secret@h", null, java.time.Duration.ofDays(1)).toString())
                .doesNotContain("secret");
        assertThat(server.showsPassword()).isTrue();
        assertThat(SmtpServer.of("smtp://user:secret@localhost").showsPassword()).isFalse();
        assertThat(SmtpServer.of("smtps://user:secret@mail.example.org").showsPassword()).isFalse();
        assertThat(SmtpServer.of("smtp://user:secret@mail.example.org?starttls=required").showsPassword()).isFalse();
    }

    @Test
    void mailComesFromWhatIsSetElseFromTheHostOfThePublicUrl() {
        assertThat(MailFrom.address("Our News <news@example.org>", null).getPersonal()).isEqualTo("Our News");
        assertThat(MailFrom.address("", "https://heed.example.org/x").getAddress())
                .isEqualTo("no-reply@heed.example.org");
        assertThat(MailFrom.address(null, "http://127.0.0.1:8080").getAddress()).isEqualTo("no-reply@localhost");
        assertThat(MailFrom.address(null, null).getAddress()).isEqualTo("no-reply@localhost");
        assertThatThrownBy(() -> MailFrom.address("nobody", null)).isInstanceOf(MailRefused.class);
        assertThatThrownBy(() -> MailFrom.address("a@b.example, c@d.example", null)).isInstanceOf(MailRefused.class);
    }
}
