package heed.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.mail.ShownText.Part;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownTextTest {

    private static final String TOKEN = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";

    @Test
    void whatSpeaksForThePersonIsMasked() {
        assertThat(ShownText.masked("open https://preferences-of-our-people.example.org/c/" + TOKEN + " now"))
                .isEqualTo("open https://preferences-of-our-people.example.org/c/… now");
        assertThat(ShownText
                .masked("<https://h/u/%s>, <mailto:stop+%s@h>, https://h/x?t=%s".formatted(TOKEN, TOKEN, TOKEN)))
                .doesNotContain(TOKEN).isEqualTo("<https://h/u/…>, <mailto:stop+…@h>, https://h/x?t=…");
    }

    @Test
    void linksStandApart() {
        assertThat(ShownText.parts("a (https://h/c/x), b\nhttp://h")).containsExactly(new Part("a (", false),
                new Part("https://h/c/x", true), new Part("), b\n", false), new Part("http://h", true));
        assertThat(ShownText.parts("javascript:alert(1)")).containsExactly(new Part("javascript:alert(1)", false));
    }

    @Test
    void aHeaderNeverBecomesTwo() {
        assertThat(mail("a\r\nBcc: x@y.example", Map.of()).subject()).isEqualTo("a Bcc: x@y.example");
        assertThatThrownBy(() -> mail("a", Map.of("X-A", "b\r\nBcc: x@y.example")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mail("a", Map.of("X A", "b"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waitsGrowAndEnd() {
        assertThat(BackOff.after(1)).contains(Duration.ofMinutes(1));
        assertThat(BackOff.after(5)).contains(Duration.ofHours(8));
        assertThat(BackOff.after(9)).contains(Duration.ofDays(1));
        assertThat(BackOff.after(10)).isEmpty();
        assertThat(BackOff.isOver(10)).isFalse();
        assertThat(BackOff.isOver(11)).isTrue();
    }

    private static OutgoingMail mail(String subject, Map<String, String> headers) {
        return new OutgoingMail("ada@x.example", null, "subscribed", "en", subject, "text", null, headers, "once");
    }
}
