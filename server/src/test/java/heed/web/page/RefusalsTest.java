package heed.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class RefusalsTest {
    /// Whatever refuses in words.
    private static final Pattern REFUSES = Pattern.compile("(?:Problem\\s*\\.\\s*(?:badRequest|notAvailable|forbidden"
            + "|notFound|conflict|preconditionFailed|tooLarge|unprocessable|unavailable|insufficientStorage|Field)"
            + "|BadCellException|UnreadableFileException|\\bBadRow|\\bRejected|\\bRefused|\\bCheck|\\.reject|\\bbad"
            + "|\\bfail)\\(");

    /// What only programs read, and what the terminal says of a start.
    private static final Pattern FOR_PROGRAMS = Pattern
            .compile("Api\\.java|AudienceJson|[/\\\\]heed[/\\\\](?:cli|database)"
                    + "[/\\\\]|[/\\\\]web[/\\\\](?:body[/\\\\]|Json|Idempotency|Problem|ErrorPages|WebConf)|SecurityConf|MailFrom"
                    + "|SmtpServer|feedback[/\\\\](?:hook[/\\\\]|TextMessage|TypedEvent|RawBody|FeedbackIntake)");

    /// Where in a file: known for all that may follow it.
    private static final Pattern LINE = Pattern.compile("^(?:after )?line \\w+: ");

    private final Refusals refusals = new Refusals(messages());

    @Test
    void aSentenceThatIsKnownIsSaidInTheLanguageOfThePage() {
        assertThat(german("there is no profile with this key")).isEqualTo("es gibt kein Profil mit diesem Schlüssel");
        assertThat(german("'a' was merged into 'b' already")).isEqualTo("„a“ wurde schon mit „b“ zusammengeführt");
        assertThat(german("the delivery is handing_off; it cannot be prepared again"))
                .isEqualTo("die Aussendung ist im Zustand „wird übergeben“; sie kann nicht noch einmal vorbereitet"
                        + " werden");
        assertThat(german("Entry 5 (profile_merged) cannot be voided: a merge cannot be undone."))
                .isEqualTo("Eintrag 5 (profile_merged) kann nicht aufgehoben werden: eine Zusammenführung lässt sich"
                        + " nicht zurücknehmen");
        assertThat(refusals.in(Locale.FRENCH).of("key belongs to a profile already"))
                .isEqualTo("key: appartient déjà à un profil");
    }

    @Test
    void whatNoLanguageKnowsAndWhatIsReadInEnglishStaysAsItIs() {
        assertThat(german("something else: is missing it all")).isEqualTo("something else: is missing it all");
        assertThat(german(null)).isEmpty();
        assertThat(refusals.in(Locale.UK).of("This lifts the opt-out of all; it needs confirm: true."))
                .isEqualTo("This lifts the opt-out of all; it needs confirm: true");
    }

    /// A sentence that is said otherwise in the code would stay English on every page.
    @Test
    void everySentenceIsOneThatHeedSays() throws IOException {
        String sources = sources("src/main/java") + sources("../rules/src/main/java");
        Properties english = new Properties();
        try (Reader texts = Files.newBufferedReader(Path.of("src/main/resources/messages/refusal.properties"), UTF_8)) {
            english.load(texts);
        }

        assertThat(english).hasSizeGreaterThan(100).allSatisfy((key, text) -> assertThat(
                Arrays.stream(text.toString().replace('’', '\'').split("\\{[0-9]}", -1))
                        .filter(piece -> !piece.isBlank()))
                .as(key.toString()).allMatch(sources::contains));
    }

    /// Whoever refuses in new words says them in `messages/refusal*.properties` too.
    @Test
    void everyRefusalThatAPageMayShowIsSaidInEveryLanguage() {
        List<String> said = Stream.of("src/main/java", "../rules/src/main/java").flatMap(RefusalsTest::files)
                .filter(file -> !FOR_PROGRAMS.matcher(file.toString()).find())
                .flatMap(file -> SpokenSentences.in(read(file), REFUSES).stream())
                .map(sentence -> LINE.matcher(sentence).replaceFirst("")).filter(sentence -> sentence.contains(" "))
                .distinct().toList();

        assertThat(said).hasSizeGreaterThan(150).allSatisfy(sentence -> {
            String plain = sentence.replaceFirst("\\.$", "");
            assertThat(refusals.in(Locale.GERMAN).of(sentence)).as("in German").isNotEqualTo(plain);
            assertThat(refusals.in(Locale.FRENCH).of(sentence)).as("in French").isNotEqualTo(plain);
        });
    }

    @Test
    void whatIsWrongWithAFileIsSaidInTheLanguageOfThePage() {
        assertThat(german("line 1: column key or address is missing"))
                .isEqualTo("Zeile 1: Spalte key oder address fehlt");
        assertThat(german("address: a number without + needs a country"))
                .isEqualTo("address: eine Nummer ohne + braucht ein Land");
        assertThat(german("line 7: the header row holds the character NUL"))
                .isEqualTo("Zeile 7: die Kopfzeile enthält das Zeichen NUL");
        assertThat(german("channel is empty")).isEqualTo("channel ist leer");
        assertThat(refusals.in(Locale.FRENCH).of("same key as line 12")).isEqualTo("même clé que la ligne 12");
    }

    private String german(@Nullable String sentence) {
        return refusals.in(Locale.GERMANY).of(sentence);
    }

    /// Texts that are put together of several lines, in one.
    private static String sources(String folder) {
        return files(folder).map(RefusalsTest::read).collect(Collectors.joining())
                .replaceAll("\"\\s*\\+\\s*\"", "");
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/refusal");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return messages;
    }
}
