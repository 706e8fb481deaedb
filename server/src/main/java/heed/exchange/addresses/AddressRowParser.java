package heed.exchange.addresses;

import heed.exchange.BadCellException;
import heed.exchange.Import;
import heed.exchange.Row;
import heed.exchange.UnreadableFileException;
import heed.exchange.work.Cells;
import heed.exchange.work.Columns;
import heed.exchange.work.RowKind;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.quarantine.QuarantineImports;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import heed.rules.quarantine.ErrorReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes sense of the rows of a quarantine file.
final class AddressRowParser implements RowKind.RowParser<AddressRow> {

    static final List<String> COLUMNS = List.of("channel", "address", "status", "error_reason", "error_text",
            "error_count", "at");
    private static final int MOST_ERRORS = 1000;

    private final Columns columns;
    private final Cells cells;
    private final Import work;
    private final AddressParser addresses;

    AddressRowParser(Columns columns, Import work, AddressParser addresses) throws UnreadableFileException {
        this.columns = columns;
        this.cells = new Cells(columns, work);
        this.work = work;
        this.addresses = addresses;
        for (String name : List.of("channel", "address", "status")) {
            cells.require(name);
        }
    }

    @Override
    public AddressRow parse(Row row) throws UnreadableFileException {
        columns.check();
        Channel channel = Cells.code(columns.required(row, "channel"), "channel", Channel::ofCode);
        AddressStatus status = Cells.code(columns.required(row, "status"), "status", AddressStatus::ofCode);
        if (status == AddressStatus.VALID) {
            throw new BadCellException("an import only raises: release the address instead");
        }
        return new AddressRow(row, new QuarantineImports.Row(address(channel, columns.required(row, "address")), status,
                reason(columns.text(row, "error_reason")), columns.text(row, "error_text"),
                count(columns.text(row, "error_count")), cells.at(row).orElse(work.acceptedAt())));
    }

    private Address address(Channel channel, String raw) {
        return switch (addresses.parse(channel, raw, null)) {
            case Canonical(String text) -> new Address(channel, text);
            case Rejected(String reason) -> throw new BadCellException("address: " + reason);
        };
    }

    private static @Nullable ErrorReason reason(@Nullable String code) {
        return code == null ? null : Cells.code(code, "error_reason", ErrorReason::ofCode);
    }

    private static int count(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MOST_ERRORS) {
            throw new BadCellException("error_count: must be a number, 0 to " + MOST_ERRORS);
        }
        return Integer.parseInt(text);
    }
}
