package heed.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import heed.quarantine.spelling.PlainEmail;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressParserTest {

    /// What generated addresses are made of: every place where the fast way could differ from the rules.
    private static final List<String> PIECES = List.of("a", "A", "ada", "Z9", ".", "..", "@", "-", "--", "xn--", "+",
            "_", "'", "\"", " ", "example", "org", "Org", "com.", "1", "42", "é", "É", "ß", "ﬁ", "İ", "。", "\u00ad",
            "\u200d", "ü", "x".repeat(63), "y".repeat(64), "mailto:", "<", "\t", "\u00a0", "K", "xn--bcher-kva", "א");

    private final AddressParser parser = new AddressParser("FR");

    @ParameterizedTest
    @CsvFileSource(resources = "/addresses.csv", useHeadersInDisplayName = true, nullValues = "-")
    void addressesHaveOneCanonicalForm(String channel, String raw, @Nullable String region,
            @Nullable String canonical) {
        AddressParser plain = new AddressParser(null);

        Canonicalised result = plain.parse(Channel.ofCode(channel).orElseThrow(), raw, region);

        assertThat(textOf(result)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFastWayAnswersAsTheRulesDoOrNotAtAll(long seed) {
        Random random = new Random(seed);
        int answered = 0;
        for (int i = 0; i < 20_000; i++) {
            String raw = generated(random);
            String plain = PlainEmail.canonical(raw);
            byte[] inARow = ("key," + raw + ",true").getBytes(StandardCharsets.UTF_8);
            assertThat(AddressParser.isCanonicalEmail(inARow, 4, inARow.length - 5)).as("seed %d: %s", seed, raw)
                    .isEqualTo(raw.equals(plain));
            if (plain != null) {
                answered++;
                assertThat(AddressParser.emailByTheRules(raw)).as("seed %d: %s", seed, raw)
                        .isEqualTo(new Canonical(plain));
            }
        }
        assertThat(answered).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void canonicalOfCanonicalIsItself(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String raw = generated(random);
            if (AddressParser.emailByTheRules(raw) instanceof Canonical(String text)) {
                assertThat(AddressParser.emailByTheRules(text)).as("seed %d: %s", seed, raw)
                        .isEqualTo(new Canonical(text));
            }
        }
    }

    @Test
    void aPlainAddressThatIsCanonicalAlreadyIsNotCopied() {
        String raw = "ada.lovelace+news@mail.example.org";

        assertThat(PlainEmail.canonical(raw)).isSameAs(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a@example.org", "a@example.org.", "a@xn--bcher-kva.example", "a@ab--cd.org",
            "\"a\"@example.org",
            "a@b@example.org", "a..b@example.org", ".a@example.org", "a@example.1", "a@org", "a@-b.org", "a@b-.org"})
    void theFastWayDeclinesWhatIsNotPlain(String raw) {
        assertThat(PlainEmail.canonical(raw)).isNull();
    }

    @ParameterizedTest
    @MethodSource("exampleNumbers")
    void canonicalPhoneNumbersStayTheSame(String number) {
        assertThat(parser.parse(Channel.SMS, number, null)).isEqualTo(new Canonical(number));
    }

    static Stream<String> exampleNumbers() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        return numbers.getSupportedRegions().stream().map(numbers::getExampleNumber)
                .map(number -> numbers.format(number, PhoneNumberFormat.E164));
    }

    @Test
    void nationalNumbersAreReadInTheDefaultRegionUnlessTheRowNamesAnother() {
        assertThat(parser.parse(Channel.PHONE, "06 12 34 56 01", null)).isEqualTo(new Canonical("+33612345601"));
        assertThat(parser.parse(Channel.PHONE, "030 123456", "de")).isEqualTo(new Canonical("+4930123456"));
        assertThat(parser.parse(Channel.PHONE, "06 12 34 56 01", "Atlantis")).isInstanceOf(Rejected.class);
    }

    @Test
    void aRejectionDoesNotRepeatTheAddress() {
        assertThat(parser.parse(Channel.EMAIL, "secret@", null).toString()).doesNotContain("secret");
        assertThat(new Address(Channel.EMAIL, "secret@example.org").toString()).isEqualTo("email:s…");
    }

    @Test
    void anUnknownDefaultRegionIsRefused() {
        assertThatThrownBy(() -> new AddressParser("Atlantis")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FR");
    }

    private static String generated(Random random) {
        StringBuilder raw = new StringBuilder();
        if (random.nextInt(3) == 0) {
            return raw.append(plain(random)).append(random.nextBoolean() ? '.' : '-').append(plain(random)).append('@')
                    .append(plain(random)).append('.').append(random.nextBoolean() ? "Org" : plain(random)).toString();
        }
        pieces(raw, random);
        raw.append('@');
        pieces(raw, random);
        return raw.append(random.nextBoolean() ? ".org" : "").toString();
    }

    private static void pieces(StringBuilder raw, Random random) {
        for (int i = random.nextInt(5); i >= 0; i--) {
            raw.append(PIECES.get(random.nextInt(PIECES.size())));
        }
    }

    private static String plain(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            word.append("abcXYZ019-".charAt(random.nextInt(10)));
        }
        return word.toString();
    }

    private static @Nullable String textOf(Canonicalised result) {
        return switch (result) {
            case Canonical(String text) -> text;
            case Rejected(String reason) -> reason.isEmpty() ? "rejected without a reason" : null;
        };
    }
}
