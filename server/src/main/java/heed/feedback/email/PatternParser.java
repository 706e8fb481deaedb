package heed.feedback.email;

import heed.feedback.email.PatternLine.Effect;
import heed.feedback.email.PatternLine.Where;
import heed.rules.quarantine.ErrorReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the patterns: six columns with tabs between (id, where, pattern, type, reason or `-`, source); empty lines and
/// lines with `#` are skipped. Collects everything that is wrong, each with its line.
final class PatternParser {

    private static final int COLUMNS = 6;

    private static final int MOST = 2_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9.*]{1,12}");

    private final List<PatternLine> lines = new ArrayList<>();

    private final List<Words> wordings = new ArrayList<>();

    private final List<String> problems = new ArrayList<>();

    private final Set<String> ids = new HashSet<>();

    List<PatternLine> lines() {
        return lines;
    }

    List<Words> wordings() {
        return wordings;
    }

    List<String> problems() {
        return problems;
    }

    void line(int number, String row) {
        if (row.isBlank() || row.startsWith("#")) {
            return;
        }
        String[] cells = row.split("\t", -1);
        if (cells.length != COLUMNS) {
            problem(number, "has %d columns, not %d".formatted(cells.length, COLUMNS));
            return;
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        Optional<Where> where = Where.ofName(cells[1]);
        Optional<Effect> effect = Effect.ofName(cells[3]);
        if (where.isEmpty()) {
            problem(number, "\"%s\" is no place to look in".formatted(cells[1]));
        }
        if (effect.isEmpty()) {
            problem(number, "type \"%s\" is not known".formatted(cells[3]));
        }
        if (where.isPresent() && effect.isPresent()) {
            add(number, cells, where.get(), effect.get());
        }
    }

    private void add(int number, String[] cells, Where where, Effect effect) {
        @Nullable
        ErrorReason reason = ErrorReason.ofCode(cells[4]).orElse(null);
        if (!ids.add(cells[0]) || cells[0].isEmpty()) {
            problem(number, "id \"%s\" is empty or stands twice".formatted(cells[0]));
        }
        if (!effect.fits(where)) {
            problem(number, "type \"%s\" does not go with \"%s\"".formatted(cells[3], cells[1]));
        }
        if (where.judges() ? reason == null : !cells[4].equals("-")) {
            problem(number, "reason \"%s\" is not known here".formatted(cells[4]));
        }
        if (reason != null && reason.neverCounts() != (effect == Effect.IGNORED)) {
            problem(number, "reason \"%s\" does not go with type \"%s\"".formatted(cells[4], cells[3]));
        }
        if (lines.size() >= MOST) {
            problem(number, "more than %,d lines".formatted(MOST));
            return;
        }
        PatternLine line = new PatternLine(number, cells[0], where, cells[2], effect, reason, cells[5]);
        lines.add(line);
        wordings(line);
    }

    private void wordings(PatternLine line) {
        for (String wording : line.pattern().split(" \\| ", -1)) {
            if (line.where() == Where.CODE || line.where() == Where.REPLY) {
                if (!NUMBER.matcher(wording.strip()).matches()) {
                    problem(line.number(), "\"%s\" is no code".formatted(wording.strip()));
                }
            } else {
                Words words = Words.parse(line, wording);
                if (words == null) {
                    problem(line.number(), "\"%s\" must begin with two characters to look for".formatted(wording));
                } else {
                    wordings.add(words);
                }
            }
        }
    }

    private void problem(int number, String what) {
        problems.add("line %d: %s".formatted(number, what));
    }
}
