package heed.cli.prepare;

import heed.exchange.BadCellException;
import heed.exchange.CellBytes;
import heed.exchange.Row;
import heed.exchange.RowReader;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One column of an input; its place is looked up until it is found.
final class Column {

    private final RowReader in;

    private final String name;

    private int place = -1;

    private int wrong = -1;

    private int columnsSeen = -1;

    Column(RowReader in, String name) {
        this.in = in;
        this.name = name;
    }

    String name() {
        return name;
    }

    /// The cell, null where there is none or it is empty.
    @Nullable
    String text(Row row) {
        return isIn(row) ? row.text(place) : null;
    }

    /// Does the cell hold this text? A row without the cell is bad.
    boolean requiredIs(CellBytes text, Row row) {
        CellBytes cell = bytes(row);
        if (cell == null) {
            throw new BadCellException(name + " is empty");
        }
        return cell.holds(text.bytes(), text.from(), text.to());
    }

    /// The same as [#text], as bytes.
    @Nullable
    CellBytes bytes(Row row) {
        return isIn(row) ? row.bytes(place) : null;
    }

    private boolean isIn(Row row) {
        if (in.columns().size() != columnsSeen) {
            columnsSeen = in.columns().size();
            place = in.column(name);
            wrong = misspelled();
        }
        if (wrong >= 0 && row.has(wrong)) {
            throw new BadCellException(question(wrong));
        }
        return place >= 0;
    }

    /// The place of a column that differs in capitals and marks only, such as `E-Mail`; -1: there is none.
    int misspelled() {
        List<String> names = in.columns();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(name) && plain(names.get(i)).equals(plain(name))) {
                return i;
            }
        }
        return -1;
    }

    String question(int misspelling) {
        return "column " + in.columns().get(misspelling) + " is not known; is it " + name + "?";
    }

    /// The cell; a row without it is bad.
    String required(Row row) {
        String text = text(row);
        if (text == null) {
            throw new BadCellException(name + " is empty");
        }
        return text;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
