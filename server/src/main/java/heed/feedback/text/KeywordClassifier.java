package heed.feedback.text;

import heed.feedback.text.Keyword.Action;
import heed.feedback.text.TextMeaning.Intent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what a text means (T1): a keyword of the table, alone or among courtesies, blanks, punctuation and emoji; else a
/// keyword that stops, on a line of its own; else a sentence that asks to stop; else unclear. Asking to stop is understood
/// generously; START and HELP only where nothing else is said. Safe for any number of threads.
public final class KeywordClassifier {

    private static final Sentences SENTENCES = Sentences.standard();

    /// How many lines are looked at: bounds the work of a hostile text.
    private static final int MOST_LINES = 20;

    /// Whoever quotes does not say it.
    private static final String QUOTES = "\"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d";

    private final Map<String, List<Keyword>> byWord = new HashMap<>();

    private final List<Keyword> rest;

    public KeywordClassifier(KeywordTable table) {
        List<Keyword> everythingElse = new ArrayList<>();
        for (Keyword line : table.lines()) {
            String keyword = line.keyword();
            if (keyword == null) {
                everythingElse.add(line);
            } else {
                spellings(keyword).forEach(
                        spelling -> byWord.computeIfAbsent(spelling, key -> new ArrayList<>()).add(line));
            }
        }
        this.rest = List.copyOf(everythingElse);
    }

    /// With the keywords that come with the product.
    public static KeywordClassifier standard() {
        return new KeywordClassifier(KeywordTable.standard());
    }

    /// What a text means.
    ///
    /// @param shortCode the number it was sent to, where known
    public TextMeaning of(String text, @Nullable String shortCode) {
        Spoken whole = Spoken.of(text);
        TextMeaning found = keyword(whole, shortCode);
        if (found == null) {
            found = stopOnALine(text, whole, shortCode);
        }
        if (found == null) {
            Sentences.Phrase phrase = SENTENCES.asksToStop(whole, asks(text));
            found = phrase == null
                    ? null
                    : new TextMeaning(Intent.STOP, phrase.shown(), phrase.language(), null);
        }
        return found == null ? everythingElse(shortCode) : found;
    }

    /// The first line decides alone where it stops; a further one only in a text that nobody could mean otherwise: no
    /// question, no quotation, no words that a person must judge.
    private @Nullable TextMeaning stopOnALine(String text, Spoken whole, @Nullable String shortCode) {
        List<String> lines = text.strip().lines().limit(MOST_LINES).toList();
        boolean plain = !asks(text) && !SENTENCES.doubtful(whole)
                && text.chars().noneMatch(c -> QUOTES.indexOf(c) >= 0);
        for (int i = 0; lines.size() > 1 && i < (plain ? lines.size() : 1); i++) {
            String above = i == 0 ? "" : lines.get(i - 1).strip();
            boolean quoted = lines.get(i).startsWith(">") || above.endsWith(":");
            TextMeaning line = quoted ? null : keyword(Spoken.of(lines.get(i)), shortCode);
            if (line != null && line.intent() == Intent.STOP) {
                return line;
            }
        }
        return null;
    }

    private @Nullable TextMeaning keyword(Spoken text, @Nullable String shortCode) {
        if (text.isEmpty()) {
            return null;
        }
        Spoken plain = SENTENCES.plain(text);
        List<Spoken> forms = new ArrayList<>(List.of(text, plain, once(plain)));
        forms.addAll(SENTENCES.stripped(text));
        for (Spoken form : forms) {
            for (Keyword line : byWord.getOrDefault(form.run(), List.of())) {
                if (fits(line, shortCode)) {
                    return meaning(line);
                }
            }
            if (KeywordTable.ALWAYS_STOP.contains(form.run())) {
                return new TextMeaning(Intent.STOP, form.run(), "en", null);
            }
        }
        return null;
    }

    /// `STOP STOP STOP` is `STOP`.
    private static Spoken once(Spoken text) {
        return Set.copyOf(text.words()).size() == 1 ? new Spoken(List.of(text.words().getFirst())) : text;
    }

    private TextMeaning everythingElse(@Nullable String shortCode) {
        for (Keyword line : rest) {
            if (fits(line, shortCode)) {
                Intent intent = line.action() == Action.STOP ? Intent.STOP : Intent.UNCLEAR;
                return new TextMeaning(intent, null, line.language(), line.reply());
            }
        }
        return new TextMeaning(Intent.UNCLEAR, null, null, null);
    }

    private static TextMeaning meaning(Keyword line) {
        Intent intent = switch (line.action()) {
            case STOP -> Intent.STOP;
            case START -> Intent.START;
            case NONE -> Intent.HELP;
        };
        return new TextMeaning(intent, line.keyword(), line.language(), line.reply());
    }

    private static boolean fits(Keyword line, @Nullable String shortCode) {
        return line.shortCode() == null || line.shortCode().equals(shortCode);
    }

    /// As it is written, and with German umlauts as two letters.
    private static Set<String> spellings(String keyword) {
        String spread = keyword.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("Ä", "AE")
                .replace("Ö", "OE").replace("Ü", "UE");
        String run = Spoken.of(keyword).run();
        String spreadRun = Spoken.of(spread).run();
        return run.equals(spreadRun) ? Set.of(run) : Set.of(run, spreadRun);
    }

    private static boolean asks(String text) {
        return text.indexOf('?') >= 0 || text.indexOf('\uff1f') >= 0 || text.indexOf('\u061f') >= 0;
    }
}
