package heed.exchange.choices;

import heed.exchange.BadCellException;
import heed.exchange.Import;
import heed.exchange.Row;
import heed.exchange.UnreadableFileException;
import heed.exchange.work.Cells;
import heed.exchange.work.Columns;
import heed.exchange.work.RowKind;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes sense of the rows of an opt-outs file.
final class OptOutParser implements RowKind.RowParser<OptOutRow> {

    static final List<String> COLUMNS = List.of("key", "address", "channel", "action", "at", "source", "reason");

    private final Columns columns;
    private final Cells cells;
    private final Import work;
    private final AddressParser addresses;

    OptOutParser(Columns columns, Import work, AddressParser addresses) throws UnreadableFileException {
        this.columns = columns;
        this.cells = new Cells(columns, work);
        this.work = work;
        this.addresses = addresses;
        cells.require("key", "address");
        cells.require("channel");
    }

    @Override
    public OptOutRow parse(Row row) throws UnreadableFileException {
        columns.check();
        String key = cells.key(row);
        String address = columns.text(row, "address");
        if ((key == null) == (address == null)) {
            throw new BadCellException("give key or address, and not both");
        }
        Switch what = Cells.code(columns.required(row, "channel"), "channel", Switch::ofCode);
        Act act = act(row, what);
        String reason = columns.text(row, "reason");
        return new OptOutRow(row, key, address == null ? null : address(address, what), act, at(row, act),
                cells.source(row), reason == null ? work.options().reason() : reason);
    }

    private Act act(Row row, Switch what) {
        String code = Optional.ofNullable(columns.text(row, "action")).orElse("opt_out");
        return switch (code) {
            case "opt_out" -> new Act.OptOut(what);
            case "opt_in" -> new Act.OptIn(what);
            default -> throw new BadCellException("unknown action; opt_out or opt_in");
        };
    }

    /// A restricting row counts from when the import was accepted; an opt-in never later than the file was made.
    private Instant at(Row row, Act act) {
        Optional<Instant> own = cells.at(row);
        if (!(act instanceof Act.OptIn)) {
            return own.orElse(work.acceptedAt());
        }
        if (!work.options().allowOptIn()) {
            throw new BadCellException(
                    "opting in needs an import that allows it and says where the consent comes from");
        }
        return own.or(() -> Optional.ofNullable(work.options().asOf())).orElseThrow(() -> new BadCellException(
                "opting in needs at, or an import with asOf: the moment the file was made"));
    }

    private Address address(String raw, Switch what) {
        Channel channel = what.channel()
                .orElseThrow(() -> new BadCellException("an address is on one channel, not on all"));
        return switch (addresses.parse(channel, raw, null)) {
            case Canonical(String text) -> new Address(channel, text);
            case Rejected(String reason) -> throw new BadCellException("address: " + reason);
        };
    }
}
