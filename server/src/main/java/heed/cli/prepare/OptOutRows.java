package heed.cli.prepare;

import heed.exchange.BadCellException;
import heed.exchange.CellBytes;
import heed.exchange.Row;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import heed.rules.optout.Switch;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The opt-outs file, as an import without `allowOptIn` reads it (semantics §1): opt-in rows are refused, so every
/// choice that counts is an opt-out, and the fold of a profile's choices is the union of their switches, whatever
/// their moments.
final class OptOutRows {

    /// Exactly one of key and address is set.
    private record OptOut(@Nullable CellBytes key, @Nullable CellBytes address, Switch what) {}

    private final Channel channel;

    private final AddressParser parser;

    private final Instant now;

    OptOutRows(Channel channel, AddressParser parser, Instant now) {
        this.channel = channel;
        this.parser = parser;
        this.now = now;
    }

    void readInto(Population people, InputFile file) {
        RoaringBitmap addresses = new RoaringBitmap();
        file.forEach(this::reading, row -> {
            if (row.key != null) {
                int profile = people.profile(row.key);
                // The opt-out of an unknown key waits for a profile that is in nobody's audience here.
                if (profile != 0) {
                    people.optOut(profile, row.what);
                }
            } else if (row.address != null && row.what.channel().filter(channel::equals).isPresent()) {
                addresses.add(owned(people, row.address));
            }
        });
        people.optOutOwners(addresses, Switch.of(channel));
    }

    private static int owned(Population people, CellBytes address) {
        int number = people.address(address);
        if (number == 0) {
            throw new BadCellException("nobody has this address; import it as quarantine to keep it from being used");
        }
        return number;
    }

    private InputFile.Reading<OptOut> reading(Columns columns) throws IOException {
        columns.require("key", "address");
        columns.require("channel");
        Column key = columns.column("key");
        Column address = columns.column("address");
        Column on = columns.column("channel");
        Column action = columns.column("action");
        Column at = columns.column("at");
        Column source = columns.column("source");
        return row -> {
            CellBytes person = key.bytes(row);
            if (person != null) {
                Cells.checkedKey(person);
            }
            String place = address.text(row);
            if ((person == null) == (place == null)) {
                throw new BadCellException("give key or address, and not both");
            }
            Switch what = Cells.code(on.required(row), "channel", Switch::ofCode);
            boolean optsIn = optsIn(action, row);
            OptOut read = person == null
                    ? optOut(Objects.requireNonNull(place), what)
                    : new OptOut(person, null, what);
            Cells.moment(at, row, now);
            if (optsIn) {
                throw new BadCellException(
                        "opting in needs an import that allows it and says where the consent comes from");
            }
            Cells.source(source, row);
            return read;
        };
    }

    private static boolean optsIn(Column action, Row row) {
        String code = action.text(row);
        return switch (code == null ? "opt_out" : code) {
            case "opt_out" -> false;
            case "opt_in" -> true;
            default -> throw new BadCellException("unknown action; opt_out or opt_in");
        };
    }

    private OptOut optOut(String address, Switch what) {
        Channel named = what.channel()
                .orElseThrow(() -> new BadCellException("an address is on one channel, not on all"));
        return switch (parser.parse(named, address, null)) {
            case Canonicalised.Canonical(String text) -> new OptOut(null, CellBytes.of(text), what);
            case Canonicalised.Rejected(String reason) -> throw new BadCellException("address: " + reason);
        };
    }
}
