package heed.rules.cases;

import static org.assertj.core.api.Assertions.fail;

import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The canonical text of a canonical text is itself, whatever somebody wrote; the number in a test's name is the seed.
class CanonicalPropertyTest {

    static final List<Long> SEEDS = new Random(20261127).longs(40).boxed().toList();

    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9-]+\\.)+[a-z0-9-]+");
    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.PUSH, Channel.DIRECT_MAIL);
    private static final List<String> PIECES = List.of("@", ".", "..", "\"", "+", "é", "e\u0301", "İ", "ß", "Σ", "ﬁ",
            "\u212B", "\u1E9E", "\u00a0", "\u200d", "\u3002", "=\u0338", " ", "<", ">", "mailto:", "xn--", "-",
            "example.org",
            "Example.ORG", "bücher.example", "lee", "LEE", "😀", "\uD800", "\u0345", "\u0130", "ǅ", "ا", "[", "]",
            "\\");

    @ParameterizedTest
    @FieldSource("SEEDS")
    void ofRandomJunk(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String raw = junk(random);
            CHANNELS.forEach(channel -> stable(channel, raw));
            stable(Channel.EMAIL, raw + "@" + (random.nextBoolean() ? "Example.ORG" : junk(random) + ".example"));
        }
    }

    @Test
    void ofEveryCharacterBeforeTheAtSign() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (!Character.isDefined(codePoint) || Character.getType(codePoint) == Character.PRIVATE_USE) {
                continue;
            }
            String one = Character.toString(codePoint);
            stable(Channel.EMAIL, one + "@example.org");
            stable(Channel.EMAIL, "a" + one + "\u0301b@example.org");
            stable(Channel.DIRECT_MAIL, "A" + one + "\u0307 B");
        }
    }

    @Test
    void ofManyCharactersInTheDomain() {
        for (int codePoint = 0; codePoint < 0x3100; codePoint++) {
            stable(Channel.EMAIL, "lee@a" + Character.toString(codePoint) + "b.example");
        }
    }

    /// Plain comparisons first: this runs a million times.
    private static void stable(Channel channel, String raw) {
        if (PureAddress.of(channel, raw).orElseThrow() instanceof Canonicalised.Canonical canonical) {
            if (!PureAddress.of(channel, canonical.text()).orElseThrow().equals(canonical)) {
                fail("not stable on %s: %s", channel, escaped(raw));
            }
            if (channel == Channel.EMAIL && !isPlain(canonical.text())) {
                fail("not an address: %s", escaped(raw));
            }
        }
    }

    private static boolean isPlain(String text) {
        int at = text.indexOf('@');
        return at > 0 && at == text.lastIndexOf('@') && DOMAIN.matcher(text).region(at + 1, text.length()).matches()
                && text.getBytes(StandardCharsets.UTF_8).length <= 254
                && text.substring(0, at).getBytes(StandardCharsets.UTF_8).length <= 64;
    }

    private static String junk(Random random) {
        StringBuilder junk = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(3) == 0) {
                junk.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x500 : Character.MAX_CODE_POINT + 1));
            } else {
                junk.append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return junk.toString();
    }

    private static String escaped(String raw) {
        StringBuilder escaped = new StringBuilder();
        raw.chars().forEach(character -> escaped.append("\\u%04x".formatted(character)));
        return escaped.toString();
    }
}
