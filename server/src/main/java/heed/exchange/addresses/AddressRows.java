package heed.exchange.addresses;

import heed.exchange.Import;
import heed.exchange.ImportKind;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import heed.exchange.work.Columns;
import heed.exchange.work.RowKind;
import heed.exchange.work.SeenLines;
import heed.exchange.work.Tally;
import heed.quarantine.AddressParser;
import heed.quarantine.QuarantineImports;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Imports of quarantine. Addresses that nobody has yet are allowed.
@Component
class AddressRows implements RowKind<AddressRow> {

    private final QuarantineImports quarantine;
    private final AddressParser parser;

    AddressRows(QuarantineImports quarantine, AddressParser parser) {
        this.quarantine = quarantine;
        this.parser = parser;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.QUARANTINE;
    }

    @Override
    public RowParser<AddressRow> parser(RowReader reader, Import work) throws UnreadableFileException {
        return new AddressRowParser(new Columns(reader, AddressRowParser.COLUMNS, false), work, parser);
    }

    @Override
    public List<Set<String>> subjects(Import work, List<AddressRow> rows) {
        return rows.stream().map(row -> row.meaning().address())
                .map(address -> Set.of(address.channel().number() + ":" + address.canonical())).toList();
    }

    @Override
    public void apply(Import work, List<AddressRow> rows, SeenLines seen, Tally tally) {
        List<QuarantineImports.Row> meanings = rows.stream().map(AddressRow::meaning).toList();
        List<QuarantineImports.Result> results = work.options().dryRun()
                ? quarantine.tryOut(meanings)
                : quarantine.apply(meanings, work.actor(), work.id());
        for (int i = 0; i < rows.size(); i++) {
            switch (results.get(i)) {
                case QuarantineImports.Result.Applied(boolean created) -> {
                    tally.applied();
                    if (created) {
                        tally.created();
                    }
                }
                case QuarantineImports.Result.Unchanged() -> tally.unchanged();
                case QuarantineImports.Result.Rejected(String reason) -> tally.reject(rows.get(i).row(), reason);
            }
        }
    }
}
