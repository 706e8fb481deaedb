package heed.exchange.page;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The first rows of an error file, to be looked at in the page.
final class RejectedRows {
    private static final int MOST = 10;

    private RejectedRows() {
    }

    /// A row that was not used.
    ///
    /// @param line its line in the file that came
    /// @param reason why
    /// @param row its text, cut where it is long
    record Rejected(String line, String reason, String row) {}

    /// The first ones; none where there is no such file.
    static List<Rejected> first(Path errors) throws IOException {
        List<Rejected> first = new ArrayList<>();
        if (Files.exists(errors)) {
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(errors)) {
                for (NamedCsvRecord row : rows) {
                    first.add(new Rejected(row.getField("line"), row.getField("reason"), row.getField("row")));
                    if (first.size() == MOST) {
                        break;
                    }
                }
            }
        }
        return List.copyOf(first);
    }
}
