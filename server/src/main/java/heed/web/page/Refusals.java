package heed.web.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Says in the language of a page why something was refused. Heed refuses in English, the same sentence to programs and
/// people; `messages/refusal.properties` holds those that people meet, its other languages what they mean. A sentence
/// that is not there stays as it is.
@Component
public class Refusals {
    private static final String ENGLISH = "messages/refusal.properties";
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

    /// A field of a request and what is wrong with it: `reason is missing`.
    private static final Pattern OF_FIELD = Pattern.compile("([A-Za-z_.\\[\\]0-9]+) (.+)", Pattern.DOTALL);

    private final MessageSource messages;
    private final List<Sentence> sentences;

    /// @param messages holds `messages/refusal` in every language
    public Refusals(MessageSource messages) {
        this.messages = messages;
        this.sentences = sentences();
    }

    /// One that is known.
    ///
    /// @param said how it reads, with a group for each place
    /// @param fixed how much of it never differs: of two that fit, the one with more of it is meant
    private record Sentence(String key, Pattern said, int fixed) {

        static Sentence of(String key, String text) {
            StringBuilder said = new StringBuilder();
            Matcher place = PLACE.matcher(text);
            int from = 0;
            while (place.find()) {
                said.append(Pattern.quote(text.substring(from, place.start()))).append("(.+?)");
                from = place.end();
            }
            said.append(Pattern.quote(text.substring(from)));
            return new Sentence(key, Pattern.compile(said.toString(), Pattern.DOTALL),
                    PLACE.matcher(text).replaceAll("").length());
        }
    }

    /// The refusals in one language, for templates: `${refused.of(…)}`.
    ///
    /// @param all in every language
    /// @param locale of the page
    public record In(Refusals all, Locale locale) {

        /// What that sentence means.
        public String of(@Nullable String sentence) {
            return all.of(sentence, locale);
        }
    }

    /// The refusals in that language.
    public In in(Locale locale) {
        return new In(this, locale);
    }

    private String of(@Nullable String sentence, Locale locale) {
        if (sentence == null) {
            return "";
        }
        String said = sentence.endsWith(".") && !sentence.endsWith("..")
                ? sentence.substring(0, sentence.length() - 1)
                : sentence;
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? said
                : known(said, locale).or(() -> ofField(said, locale)).orElse(said);
    }

    private Optional<String> known(String said, Locale locale) {
        String text = said.replace('\'', '’');
        for (Sentence sentence : sentences) {
            Matcher matcher = sentence.said().matcher(text);
            if (matcher.matches()) {
                Object[] places = IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(group -> of(matcher.group(group), locale)).toArray();
                return Optional.of(messages.getMessage(sentence.key(), places, locale));
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofField(String said, Locale locale) {
        Matcher parts = OF_FIELD.matcher(said);
        return parts.matches()
                ? known(String.valueOf(parts.group(2)), locale).map(about -> parts.group(1) + ": " + about)
                : Optional.empty();
    }

    private static List<Sentence> sentences() {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(new ClassPathResource(ENGLISH).getInputStream(),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.entrySet().stream()
                .map(one -> Sentence.of(one.getKey().toString(), one.getValue().toString()))
                .sorted(Comparator.comparingInt(Sentence::fixed).reversed()).toList();
    }
}
