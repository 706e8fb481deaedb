package heed.exchange.work;

import heed.exchange.BadRow;
import java.util.List;

/// Some rows in the order of the file, read and understood: what one transaction applies.
///
/// @param rows those that were understood
/// @param bad those that were not
/// @param lastLine the line of the last of both
/// @param part the part of the file that ends here, 0 to 1
record Chunk<R extends RowKind.Parsed>(List<R> rows, List<BadRow> bad, long lastLine, double part) {

    int size() {
        return rows.size() + bad.size();
    }

    boolean isDivisible() {
        return rows.size() > 1;
    }

    /// The rows of the first or second half, with the bad ones among them.
    Chunk<R> half(boolean first) {
        int middle = rows.size() / 2;
        long border = rows.get(middle).row().line();
        return first
                ? new Chunk<>(rows.subList(0, middle), bad.stream().filter(row -> row.line() < border).toList(),
                        border - 1, part)
                : new Chunk<>(rows.subList(middle, rows.size()),
                        bad.stream().filter(row -> row.line() >= border).toList(), lastLine, part);
    }
}
