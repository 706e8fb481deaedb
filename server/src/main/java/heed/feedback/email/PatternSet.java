package heed.feedback.email;

import heed.feedback.email.PatternLine.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The words of mail systems: an ordered list of lines, the first that matches counts. So the order is the precedence
/// between what an answer says in words, its enhanced code and its reply code (D2). Immutable.
public final class PatternSet {

    private static final String FILE = "/heed/feedback/patterns.tsv";

    private final List<PatternLine> lines;

    private final Map<Where, WordIndex> words = new EnumMap<>(Where.class);

    private final List<Numbers> codes;

    private final List<Numbers> replies;

    private PatternSet(List<PatternLine> lines, List<Words> wordings) {
        this.lines = List.copyOf(lines);
        this.codes = numbers(lines, Where.CODE);
        this.replies = numbers(lines, Where.REPLY);
        for (Where where : Where.values()) {
            words.put(where, new WordIndex());
        }
        wordings.forEach(wording -> index(wording.line().where()).add(wording));
    }

    /// What comes with the product: `heed/feedback/patterns.tsv`.
    public static PatternSet standard() {
        return parse(standardText());
    }

    /// The text of the file that comes with the product, to be edited.
    public static String standardText() {
        try (InputStream file = Objects.requireNonNull(PatternSet.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Reads an edited set.
    ///
    /// @throws PatternProblems with every line that cannot be understood
    public static PatternSet parse(String text) {
        PatternParser parser = new PatternParser();
        List<String> rows = text.lines().toList();
        for (int i = 0; i < rows.size(); i++) {
            parser.line(i + 1, rows.get(i));
        }
        if (!parser.problems().isEmpty()) {
            throw new PatternProblems(parser.problems());
        }
        return new PatternSet(parser.lines(), parser.wordings());
    }

    /// In the order of the file.
    public List<PatternLine> lines() {
        return lines;
    }

    /// The first line of the file that judges this answer; `null` when none does.
    ///
    /// @param folded what the other side said
    /// @param code the enhanced code, as `5.1.1`
    /// @param reply the reply code, as `550`
    @Nullable
    PatternLine judge(String folded, @Nullable String code, @Nullable String reply) {
        List<@Nullable PatternLine> found = new ArrayList<>();
        found.add(index(Where.DIAGNOSTIC).first(folded));
        found.add(numbered(codes, code));
        found.add(numbered(replies, reply));
        PatternLine best = null;
        for (PatternLine line : found) {
            if (line != null && (best == null || line.number() < best.number())) {
                best = line;
            }
        }
        return best;
    }

    /// The first line of the file that a text of this kind holds.
    @Nullable
    PatternLine first(Where where, String folded) {
        return index(where).first(folded);
    }

    /// What the words just before an address say of it.
    @Nullable
    PatternLine before(String folded) {
        return index(Where.ADDRESS).atEnd(folded);
    }

    private WordIndex index(Where where) {
        return Objects.requireNonNull(words.get(where));
    }

    private static List<Numbers> numbers(List<PatternLine> lines, Where where) {
        return lines.stream().filter(line -> line.where() == where)
                .map(line -> new Numbers(line, List.of(line.pattern().split(" \\| ", -1)))).toList();
    }

    private static @Nullable PatternLine numbered(List<Numbers> lines, @Nullable String number) {
        if (number != null) {
            for (Numbers line : lines) {
                if (line.fit(number)) {
                    return line.line();
                }
            }
        }
        return null;
    }

    /// A line that is looked for among codes.
    private record Numbers(PatternLine line, List<String> patterns) {

        boolean fit(String number) {
            for (String pattern : patterns) {
                if (fits(pattern, number, 0, 0)) {
                    return true;
                }
            }
            return false;
        }

        /// Codes are short: each star tries every rest.
        private static boolean fits(String pattern, String number, int at, int in) {
            if (at == pattern.length()) {
                return in == number.length();
            }
            if (pattern.charAt(at) == '*') {
                for (int rest = in; rest <= number.length(); rest++) {
                    if (fits(pattern, number, at + 1, rest)) {
                        return true;
                    }
                }
                return false;
            }
            return in < number.length() && pattern.charAt(at) == number.charAt(in)
                    && fits(pattern, number, at + 1, in + 1);
        }
    }

    /// The lines of a text that cannot be understood, e.g. `line 12: reason "xx" is not known`.
    public static final class PatternProblems extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final transient List<String> lines;

        PatternProblems(List<String> lines) {
            super(String.join("; ", lines));
            this.lines = List.copyOf(lines);
        }

        /// One sentence for each line, with its number.
        public List<String> lines() {
            return lines;
        }
    }
}
