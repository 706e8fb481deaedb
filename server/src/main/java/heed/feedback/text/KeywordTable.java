package heed.feedback.text;

import heed.feedback.text.Keyword.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The field's keyword table: lines in order, the first that matches counts. Immutable.
///
/// @param lines in order
public record KeywordTable(List<Keyword> lines) {

    /// T1: these stop, whatever the table says of them or forgets.
    static final Set<String> ALWAYS_STOP = Set.of("stop", "quit", "end", "revoke", "optout", "cancel", "unsubscribe",
            "stopall");

    private static final String FILE = "/heed/feedback/keywords.tsv";

    private static final int COLUMNS = 5;

    private static final int MOST = 5_000;

    private static final int LONGEST_KEYWORD = 60;

    private static final int LONGEST_REPLY = 640;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z]{2,4})?");

    public KeywordTable {
        lines = List.copyOf(lines);
    }

    /// What comes with the product: `heed/feedback/keywords.tsv`.
    public static KeywordTable standard() {
        return parse(standardText());
    }

    /// The text of the file that comes with the product, to be edited.
    public static String standardText() {
        try (InputStream file = Objects.requireNonNull(KeywordTable.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Five columns with tabs between: keyword, short code, language, action, reply; `-` is none. Empty lines and lines
    /// with `#` are skipped.
    ///
    /// @throws KeywordProblems with every line that cannot be understood
    public static KeywordTable parse(String text) {
        List<Keyword> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> rows = text.lines().toList();
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            if (!row.isBlank() && !row.startsWith("#")) {
                read("line %d: ".formatted(i + 1), row, lines, problems);
            }
        }
        if (lines.size() > MOST) {
            problems.add("more than %,d lines".formatted(MOST));
        }
        if (!problems.isEmpty()) {
            throw new KeywordProblems(problems);
        }
        return new KeywordTable(lines);
    }

    /// The answer of the first line with this action, in this language if there is one, else of the first at all.
    public @Nullable String reply(Action action, String language) {
        String any = null;
        for (Keyword line : lines) {
            if (line.action() == action && line.keyword() != null && line.reply() != null) {
                if (line.language().equals(language)) {
                    return line.reply();
                }
                any = any == null ? line.reply() : any;
            }
        }
        return any;
    }

    private static void read(String place, String row, List<Keyword> lines, List<String> problems) {
        String[] cells = row.split("\t", -1);
        if (cells.length != COLUMNS) {
            problems.add(place + "has %d columns, not %d".formatted(cells.length, COLUMNS));
            return;
        }
        Action action = Action.ofCode(cells[3].strip()).orElse(null);
        if (action == null) {
            problems.add(place + "action \"%s\" is not stop, start or none".formatted(cells[3].strip()));
            return;
        }
        Keyword line = new Keyword(given(cells[0]), given(cells[1]), cells[2].strip(), action, given(cells[4]));
        List<String> wrong = problems(line);
        wrong.forEach(problem -> problems.add(place + problem));
        lines.add(line);
    }

    private static List<String> problems(Keyword line) {
        List<String> problems = new ArrayList<>();
        String keyword = line.keyword();
        if (!LANGUAGE.matcher(line.language()).matches()) {
            problems.add("language \"%s\" is not like en".formatted(line.language()));
        }
        if (keyword != null && (Spoken.of(keyword).isEmpty() || keyword.length() > LONGEST_KEYWORD)) {
            problems.add("keyword \"%s\" holds no letter or is longer than %d".formatted(keyword, LONGEST_KEYWORD));
        }
        if (keyword != null && line.action() != Action.STOP && ALWAYS_STOP.contains(Spoken.of(keyword).run())) {
            problems.add("\"%s\" always stops, its action must be stop".formatted(keyword));
        }
        if (keyword == null && line.action() == Action.START) {
            problems.add("everything else cannot start");
        }
        if (line.reply() != null && line.reply().length() > LONGEST_REPLY) {
            problems.add("reply is longer than %d".formatted(LONGEST_REPLY));
        }
        return problems;
    }

    private static @Nullable String given(String cell) {
        String value = cell.strip();
        return value.isEmpty() || value.equals("-") ? null : value;
    }

    /// The lines of a text that cannot be understood, e.g. `line 12: action "xx" is not stop, start or none`.
    public static final class KeywordProblems extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final transient List<String> lines;

        KeywordProblems(List<String> lines) {
            super(String.join("; ", lines));
            this.lines = List.copyOf(lines);
        }

        /// One sentence for each line, with its number.
        public List<String> lines() {
            return lines;
        }
    }
}
