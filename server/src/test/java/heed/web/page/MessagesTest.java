package heed.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts of pages: complete in every language, and every one that a page asks for is there.
class MessagesTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][\\w.-]*)");
    /// `#{${'ledger.kind.' + entry.kind}}`: at least one key begins like that.
    private static final Pattern BEGINNING_IN_TEMPLATE = Pattern.compile("#\\{\\$\\{'([\\w.-]+)'");
    private static final Pattern FLASH = Pattern
            .compile("Flash\\s*\\.(?:done|nothing|refused)\\(\\s*\"([\\w.-]+)\"\\s*[,)]");
    /// The text comes before the icon.
    private static final Pattern MENU = Pattern
            .compile("new MenuItem\\([^;]*?\"([\\w.-]+)\",\\s*\"[\\w-]+\"\\)");

    @Test
    void everyLanguageThatPagesComeInHasFiles() {
        assertThat(PageConfiguration.LANGUAGES).extracting(Locale::getLanguage).containsExactly("en", "fr", "de");
        assertThat(texts("")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_fr", "_de"})
    void everyTextIsThereInTheOtherLanguages(String language) {
        assertThat(texts(language).keySet()).isEqualTo(texts("").keySet());
    }

    /// What recipients read comes in one language more than the console.
    @Test
    void everyTextForRecipientsIsThereInSpanish() {
        Map<String, String> english = new TreeMap<>(texts(""));
        english.keySet().removeIf(key -> !key.startsWith("public."));

        assertThat(texts("_es").keySet()).isEqualTo(english.keySet());
        texts("_es").forEach((key, text) -> assertThat(places(text)).as(key)
                .isEqualTo(places(english.getOrDefault(key, ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_fr", "_de", "_es"})
    void everyTextSaysSomethingAndIsWellFormed(String language) {
        texts(language).forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank();
            assertThat(text).as("%s: an apostrophe is ’, the straight one is for MessageFormat", key)
                    .doesNotContain("'");
            assertThat(new MessageFormat(text, Locale.ROOT)).as(key).isNotNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"_fr", "_de"})
    void aTranslationNamesWhatTheEnglishTextNames(String language) {
        Map<String, String> english = texts("");

        texts(language).forEach((key, text) -> assertThat(places(text)).as(key)
                .isEqualTo(places(english.getOrDefault(key, ""))));
    }

    @Test
    void everyTextThatATemplateAsksForIsThere() {
        Set<String> keys = texts("").keySet();

        assertThat(files(TEMPLATES, ".html")).isNotEmpty().allSatisfy(template -> {
            String text = read(template);
            assertThat(found(IN_TEMPLATE, text)).as(template.toString()).isSubsetOf(keys);
            assertThat(found(BEGINNING_IN_TEMPLATE, text)).as(template.toString())
                    .allSatisfy(beginning -> assertThat(keys).anyMatch(key -> key.startsWith(beginning)));
        });
    }

    @Test
    void everyTextThatAControllerNamesIsThere() {
        Set<String> named = files(SOURCES, ".java").stream().map(MessagesTest::read)
                .flatMap(file -> Stream.concat(found(FLASH, file).stream(), found(MENU, file).stream()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).contains("page.reason.missing", "ledger.ledger").isSubsetOf(texts("").keySet());
    }

    private static Map<String, String> texts(String language) {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(MESSAGES, ".properties")) {
            String name = file.getFileName().toString().replace(".properties", "");
            if (name.endsWith(language) && name.contains("_") != language.isEmpty()) {
                Properties properties = new Properties();
                try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
                    properties.load(reader);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
            }
        }
        return texts;
    }

    private static Set<String> places(String text) {
        return new TreeSet<>(found(PLACE, text));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult one) -> one.group(1)).toList();
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
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
}
