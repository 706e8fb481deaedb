package heed.feedback.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people write instead of a keyword, from `heed/feedback/sentences.tsv`: phrases that ask to stop, courtesies that
/// may stand around a keyword, and phrases that make a text unclear whatever else it holds.
///
/// @param stop phrases that ask to stop
/// @param polite words that change nothing
/// @param doubtful phrases that only a person can judge
record Sentences(List<Phrase> stop, List<Phrase> polite, List<Phrase> doubtful) {

    private static final String FILE = "/heed/feedback/sentences.tsv";

    private static final int MOST_WORDS = 25;

    /// How many shorter forms of one text are tried: bounds the work of a hostile one.
    private static final int FORMS = 64;

    /// Some words, made comparable.
    ///
    /// @param language as `en`
    /// @param words folded
    /// @param shown as it is written
    record Phrase(String language, String words, String shown) {}

    static Sentences standard() {
        List<Phrase> stop = new ArrayList<>();
        List<Phrase> polite = new ArrayList<>();
        List<Phrase> doubtful = new ArrayList<>();
        for (String row : text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
            String[] cells = row.split("\t", -1);
            List<Phrase> kind = switch (cells[1]) {
                case "stop" -> stop;
                case "polite" -> polite;
                case "doubtful" -> doubtful;
                default -> throw new IllegalStateException(FILE + ": " + row);
            };
            for (String phrase : cells[2].split("\\|", -1)) {
                kind.add(new Phrase(cells[0], Spoken.of(phrase).text(), phrase.strip()));
            }
        }
        polite.sort((a, b) -> b.words().length() - a.words().length());
        return new Sentences(List.copyOf(stop), List.copyOf(polite), List.copyOf(doubtful));
    }

    /// The phrase with which a text asks to stop; `null` when it does not, or when that is in doubt.
    @Nullable
    Phrase asksToStop(Spoken text, boolean asks) {
        if (asks || text.words().size() > MOST_WORDS || doubtful(text)) {
            return null;
        }
        return stop.stream().filter(phrase -> text.holds(phrase.words())).findFirst().orElse(null);
    }

    boolean doubtful(Spoken text) {
        return doubtful.stream().anyMatch(phrase -> text.holds(phrase.words()));
    }

    /// A text without courtesies and short numbers; unchanged when nothing would be left.
    Spoken plain(Spoken text) {
        String rest = " " + text.text().replace(" ", "  ") + " ";
        for (Phrase phrase : polite) {
            String spread = phrase.words().replace(" ", "  ");
            rest = rest.replace(Spoken.unspaced(phrase.words()) ? phrase.words() : " " + spread + " ", " ");
        }
        List<String> words = new ArrayList<>();
        for (String word : rest.strip().split(" +", -1)) {
            boolean number = word.length() <= 6 && word.chars().allMatch(Character::isDigit);
            if (!word.isEmpty() && !number) {
                words.add(word);
            }
        }
        return words.isEmpty() ? text : new Spoken(words);
    }

    /// A text with one courtesy less at its beginning or its end, again and again: a keyword may hold such a word itself.
    List<Spoken> stripped(Spoken text) {
        Set<String> forms = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(text.text()));
        while (!open.isEmpty() && forms.size() < FORMS) {
            for (String shorter : shorter(open.remove())) {
                if (forms.add(shorter)) {
                    open.add(shorter);
                }
            }
        }
        return forms.stream().map(form -> new Spoken(List.of(form.split(" ", -1)))).toList();
    }

    private List<String> shorter(String text) {
        List<String> shorter = new ArrayList<>();
        for (Phrase phrase : polite) {
            if (text.startsWith(phrase.words() + " ")) {
                shorter.add(text.substring(phrase.words().length() + 1));
            }
            if (text.endsWith(" " + phrase.words())) {
                shorter.add(text.substring(0, text.length() - phrase.words().length() - 1));
            }
        }
        return shorter;
    }

    private static String text() {
        try (InputStream file = Objects.requireNonNull(Sentences.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
