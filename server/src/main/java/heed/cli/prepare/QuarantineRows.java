package heed.cli.prepare;

import heed.cli.prepare.table.TextTable;
import heed.exchange.BadCellException;
import heed.exchange.CellBytes;
import heed.exchange.Row;
import heed.quarantine.AddressParser;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import heed.rules.quarantine.ErrorReason;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import org.roaringbitmap.RoaringBitmap;

/// The quarantine file, as an import reads it: each row is what an operator sets at its own time, and only raises
/// (semantics §2). Rows of other channels are passed over unseen.
///
/// Fading plays no part here: only `erroneous` fades, and it excludes nobody.
final class QuarantineRows {

    private record Known(CellBytes address, AddressStatus status, Instant at) {}

    private final Channel channel;

    private final AddressParser parser;

    private final Instant now;

    private final TextTable addresses = new TextTable();

    /// By number of the address: the number of the status that its error part gives.
    private byte[] errors = new byte[1 << 12];

    /// By number of the address: when the error part was set, in microseconds.
    private long[] errorTimes = new long[1 << 12];

    private final BitSet marked = new BitSet();

    QuarantineRows(Channel channel, AddressParser parser, Instant now) {
        this.channel = channel;
        this.now = now;
        this.parser = parser;
    }

    void read(InputFile file) {
        file.forEach(this::reading, this::raise);
    }

    /// The addresses of these people that have the status.
    RoaringBitmap having(AddressStatus status, Population people) {
        RoaringBitmap having = new RoaringBitmap();
        for (int number = 1; number <= addresses.size(); number++) {
            int theirs = status(number) == status.number() ? people.address(addresses.text(number)) : 0;
            if (theirs != 0) {
                having.add(theirs);
            }
        }
        return having;
    }

    private int status(int number) {
        return marked.get(number) ? AddressStatus.DENYLISTED.number() : errors[number];
    }

    /// The mark stays whatever comes; of the error part the newest row counts, of several at one time the highest.
    private void raise(Known row) {
        int number = addresses.put(row.address);
        if (number == errors.length) {
            errors = Arrays.copyOf(errors, number * 2);
            errorTimes = Arrays.copyOf(errorTimes, number * 2);
        }
        if (row.status == AddressStatus.DENYLISTED) {
            marked.set(number);
            return;
        }
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, row.at);
        boolean lower = row.status.number() < errors[number];
        if (errors[number] != 0 && (at < errorTimes[number] || (lower && at == errorTimes[number]))) {
            return;
        }
        if (lower) {
            throw new BadCellException("an import only raises: the address is "
                    + AddressStatus.ofNumber(status(number)).code());
        }
        errors[number] = (byte) row.status.number();
        errorTimes[number] = at;
    }

    private InputFile.Reading<Known> reading(Columns columns) throws IOException {
        columns.require("channel");
        columns.require("address");
        columns.require("status");
        Column on = columns.column("channel");
        Column address = columns.column("address");
        Column status = columns.column("status");
        Column reason = columns.column("error_reason");
        Column count = columns.column("error_count");
        Column at = columns.column("at");
        return row -> {
            if (Cells.code(on.required(row), "channel", Channel::ofCode) != channel) {
                return null;
            }
            AddressStatus given = Cells.code(status.required(row), "status", AddressStatus::ofCode);
            if (given == AddressStatus.VALID) {
                throw new BadCellException("an import only raises: release the address instead");
            }
            CellBytes place = canonical(address, row);
            String why = reason.text(row);
            if (why != null) {
                Cells.code(why, "error_reason", ErrorReason::ofCode);
            }
            Cells.errorCount(count, row);
            return new Known(place, given, Cells.moment(at, row, now));
        };
    }

    private CellBytes canonical(Column address, Row row) {
        return switch (parser.parse(channel, address.required(row), null)) {
            case Canonicalised.Canonical(String text) -> CellBytes.of(text);
            case Canonicalised.Rejected(String reason) -> throw new BadCellException("address: " + reason);
        };
    }
}
