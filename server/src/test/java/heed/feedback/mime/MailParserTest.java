package heed.feedback.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.MimeException;
import org.junit.jupiter.api.Test;

/// What is kept of a message, and of a broken one.
class MailParserTest {

    @Test
    void headersAreUnfoldedAndFoundInAnyCase() throws IOException, MimeException {
        ParsedMail mail = parse("SUBJECT: one\n two\nX-A: 1\nx-a: 2\n\ntext");

        assertThat(mail.headers().get("subject")).isEqualTo("one two");
        assertThat(mail.headers().values("x-a")).containsExactly("1", "2");
        assertThat(mail.words()).isEqualTo("text");
    }

    @Test
    void htmlIsReadWhereThereIsNoPlainText() throws IOException, MimeException {
        ParsedMail mail = parse(
                "Content-Type: text/html\n\n<style>p{}</style><p>user&nbsp;unknown<br>&lt;a@b.example&gt;</p>"
                        + "<script>alert('x')</script>");

        assertThat(mail.words().lines().map(String::strip).filter(line -> !line.isEmpty()))
                .containsExactly("user unknown", "<a@b.example>");
    }

    @Test
    void japaneseIsReadWithoutItsCharsetAndUtf8UnderAWrongOne() throws IOException, MimeException {
        byte[] japanese = "Subject: x\n\nメールボックスが一杯".getBytes(Charset.forName("ISO-2022-JP"));
        byte[] wrong = "Content-Type: text/plain; charset=iso-2022-jp\n\nメールボックスが一杯"
                .getBytes(StandardCharsets.UTF_8);
        byte[] western = "Content-Type: text/plain; charset=nonsense\n\nEmpfänger"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(parse(japanese).words()).isEqualTo("メールボックスが一杯");
        assertThat(parse(wrong).words()).isEqualTo("メールボックスが一杯");
        assertThat(parse(western).words()).isEqualTo("Empfänger");
    }

    @Test
    void theReturnedMessageGivesOnlyItsHeader() throws IOException, MimeException {
        String start = "Content-Type: multipart/report; boundary=x\n\n--x\n\nwords\n--x\n";
        ParsedMail whole = parse(start + "Content-Type: message/rfc822\n\nTo: a@b.example\n\ninner\n--x--\n");
        ParsedMail headers = parse(start + "Content-Type: text/rfc822-headers\n\nTo: a@b.example\n--x--\n");

        assertThat(whole.returned().get("to")).isEqualTo("a@b.example");
        assertThat(whole.words()).isEqualTo("words");
        assertThat(headers.returned().get("to")).isEqualTo("a@b.example");
    }

    @Test
    void partsBehindAWrongBoundaryAreReadAsText() throws IOException, MimeException {
        ParsedMail mail = parse("Content-Type: multipart/report; boundary=right\n\n--wrong\n\nthe words\n--wrong--\n");

        assertThat(mail.words()).contains("the words");
    }

    @Test
    void nestingAndPartsHaveAnEnd() {
        String multipart = "Content-Type: multipart/mixed; boundary=%1$s\n\n--%1$s\n";
        StringBuilder nested = new StringBuilder();
        for (char boundary = 'a'; boundary <= 'z'; boundary++) {
            nested.append(multipart.formatted(boundary));
        }

        assertThatThrownBy(() -> parse(nested + "\nx")).isInstanceOf(MimeException.class);
        assertThatThrownBy(() -> parse(multipart.formatted("b") + "\nx\n--b\n".repeat(300)))
                .isInstanceOf(MimeException.class);
        assertThatThrownBy(() -> parse("Content-Type: message/rfc822\n\n".repeat(100)))
                .isInstanceOf(MimeException.class);
    }

    @Test
    void aLineIsCut() throws IOException, MimeException {
        assertThat(parse("\n" + "a".repeat(20_000) + "\nb").words()).hasSize(MailLimits.STANDARD.line() + 2);
    }

    private static ParsedMail parse(String raw) throws IOException, MimeException {
        return parse(raw.getBytes(StandardCharsets.UTF_8));
    }

    private static ParsedMail parse(byte[] raw) throws IOException, MimeException {
        return MailParser.parse(new ByteArrayInputStream(raw), MailLimits.STANDARD);
    }
}
