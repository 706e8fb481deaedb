package heed.exchange.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.exchange.Import;
import heed.exchange.Line;
import heed.exchange.Row;
import heed.exchange.RowFormat;
import heed.exchange.RowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A dry run of one import, batch by batch. What it says equals what the import would do, also where a file
/// contradicts itself: the earlier rows about the same people or addresses are rehearsed again before the rows of a
/// batch, and what they come to alone is taken off.
final class Rehearsal<R extends RowKind.Parsed> {

    /// So many earlier rows are rehearsed again with one batch, at most.
    static final int MOST_EARLIER = 100_000;

    private final Import work;
    private final RowKind<R> kind;
    private final DryRowStore store;

    Rehearsal(Import work, RowKind<R> kind, DryRowStore store) {
        this.work = work;
        this.kind = kind;
        this.store = store;
    }

    /// What became of a try.
    ///
    /// @param subjects what each row is about; empty where rows of this kind do not depend on each other
    /// @param isDone false: there are more than [#MOST_EARLIER] earlier rows about the same, nothing was counted
    record Tried(List<Set<String>> subjects, boolean isDone) {}

    /// Counts what rows come to after the earlier ones. The caller's transaction is rolled back.
    ///
    /// @param header the names of the columns
    Tried tryOut(List<R> rows, List<String> header, SeenLines seen, Tally tally) {
        List<Set<String>> subjects = rows.isEmpty() ? List.of() : kind.subjects(work, rows);
        List<String> earlier = earlier(subjects);
        if (earlier.size() > MOST_EARLIER) {
            return new Tried(subjects, false);
        }
        if (earlier.isEmpty()) {
            kind.apply(work, rows, seen, tally);
            return new Tried(subjects, true);
        }
        List<R> both = new ArrayList<>(parse(earlier, header));
        Tally before = new Tally();
        kind.apply(work, List.copyOf(both), seen, before);
        both.addAll(rows);
        Tally after = new Tally();
        kind.apply(work, both, seen, after);
        tally.addDifference(before, after, rows.getFirst().row().line());
        return new Tried(subjects, true);
    }

    private List<String> earlier(List<Set<String>> subjects) {
        Set<String> all = new HashSet<>();
        subjects.forEach(all::addAll);
        return all.isEmpty() ? List.of() : store.earlier(work, all, MOST_EARLIER + 1);
    }

    /// Remembers rows for later batches.
    void remember(List<R> rows, List<Set<String>> subjects) {
        store.add(work, rows.stream().map(RowKind.Parsed::row).toList(), subjects);
    }

    private List<R> parse(List<String> earlier, List<String> header) {
        StringBuilder file = new StringBuilder();
        if (work.options().format() == RowFormat.CSV) {
            file.append(String.join(",", header.stream().map(name -> '"' + name.replace("\"", "\"\"") + '"').toList()))
                    .append('\n');
        }
        earlier.forEach(row -> file.append(row).append('\n'));
        List<R> rows = new ArrayList<>(earlier.size());
        try (RowReader reader = RowReader.open(new ByteArrayInputStream(file.toString().getBytes(UTF_8)),
                work.options().format())) {
            RowKind.RowParser<R> parser = kind.parser(reader, work);
            for (Line line = reader.next(); line != null; line = reader.next()) {
                if (line instanceof Row row) {
                    rows.add(parser.parse(row));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.size() != earlier.size()) {
            throw new IllegalStateException("the rows of a dry run read otherwise when they are read again");
        }
        return rows;
    }
}
