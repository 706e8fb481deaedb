package heed.exchange.work;

import heed.exchange.BadCellException;
import heed.exchange.Row;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns of a file by name. NDJSON files bring new ones as they go; each is checked when it appears.
public final class Columns {

    private final RowReader reader;
    private final Set<String> known;
    private final boolean others;
    private final Map<String, Integer> places = new HashMap<>();
    private int checked;

    /// @param known the names that mean something
    /// @param others are columns of other names allowed?
    /// @throws UnreadableFileException for a column that is not
    public Columns(RowReader reader, List<String> known, boolean others) throws UnreadableFileException {
        this.reader = reader;
        this.known = new HashSet<>(known);
        this.others = others;
        check();
    }

    /// Looks at the columns that came since the last time.
    ///
    /// @throws UnreadableFileException for a column that is not allowed
    public void check() throws UnreadableFileException {
        List<String> all = reader.columns();
        for (; checked < all.size(); checked++) {
            String name = all.get(checked);
            if (!known.contains(name)) {
                refuse(name);
            }
            places.put(name, checked);
        }
    }

    /// Every name so far, in order.
    public List<String> names() {
        return reader.columns();
    }

    /// Does a CSV file have it, or a row of an NDJSON file so far?
    public boolean has(String name) {
        return places.containsKey(name);
    }

    /// The text of a row's cell; null where it is missing or empty.
    public @Nullable String text(Row row, String name) {
        Integer place = places.get(name);
        return place == null ? null : row.text(place);
    }

    /// The text of a row's cell.
    ///
    /// @throws BadCellException where there is none
    public String required(Row row, String name) {
        String text = text(row, name);
        if (text == null) {
            throw new BadCellException(name + " is empty");
        }
        return text;
    }

    private void refuse(String name) throws UnreadableFileException {
        String plain = plain(name);
        for (String one : known) {
            if (plain(one).equals(plain)) {
                throw new UnreadableFileException("line 1: column " + name + " is not known; is it " + one + "?");
            }
        }
        if (!others) {
            throw new UnreadableFileException("line 1: column " + name + " is not known; the columns are "
                    + String.join(", ", known.stream().sorted().toList()));
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
