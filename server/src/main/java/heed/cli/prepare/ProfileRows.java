package heed.cli.prepare;

import heed.cli.prepare.Population.Spelled;
import heed.cli.prepare.table.ByteArena;
import heed.exchange.BadCellException;
import heed.exchange.CellBytes;
import heed.exchange.Row;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The profiles file: key, the addresses on the delivery's channel, unconfirmed. Other columns are passed over unseen.
final class ProfileRows {

    private static final int MOST_ADDRESSES = 8;

    private record Profile(int line, CellBytes key, List<Spelled> addresses, boolean unconfirmed) {}

    private final Channel channel;

    private final AddressParser parser;

    ProfileRows(Channel channel, AddressParser parser) {
        this.channel = channel;
        this.parser = parser;
    }

    void readInto(Population people, InputFile file) {
        file.forEach(this::reading, profile -> {
            int before = people.add(profile.key, profile.addresses, profile.unconfirmed, profile.line);
            if (before != 0) {
                throw new BadCellException("same key as line " + before);
            }
        });
    }

    private InputFile.Reading<Profile> reading(Columns columns) throws IOException {
        columns.require("key");
        Column key = columns.column("key");
        Column country = columns.column("country");
        Column unconfirmed = columns.column("unconfirmed");
        List<Column> places = new ArrayList<>();
        for (int place = 1; place <= MOST_ADDRESSES; place++) {
            places.add(columns.column(place == 1 ? channel.code() : channel.code() + "_" + place));
        }
        return row -> {
            CellBytes person = Cells.key(key, row);
            Cells.country(country, row);
            boolean waits = Cells.isTrue(unconfirmed, row);
            return new Profile(Math.toIntExact(row.line()), person, addresses(places, country, row), waits);
        };
    }

    private List<Spelled> addresses(List<Column> places, Column country, Row row) {
        List<Spelled> addresses = new ArrayList<>(1);
        for (Column place : places) {
            CellBytes raw = place.bytes(row);
            if (raw != null) {
                addresses.add(address(raw, place, country, row));
            }
        }
        return addresses;
    }

    private Spelled address(CellBytes raw, Column place, Column country, Row row) {
        if (channel == Channel.EMAIL && AddressParser.isCanonicalEmail(raw.bytes(), raw.from(), raw.to())) {
            return new Spelled(raw, null);
        }
        return address(raw.text(), place.name(), country.text(row));
    }

    private Spelled address(String raw, String place, @Nullable String region) {
        return switch (parser.parse(channel, raw, region)) {
            case Canonicalised.Canonical(String text) ->
                new Spelled(CellBytes.of(text), spelling(new Address(channel, text), raw, place));
            case Canonicalised.Rejected(String reason) -> throw new BadCellException(place + ": " + reason);
        };
    }

    private static @Nullable CellBytes spelling(Address address, String raw, String place) {
        String spelling = address.spelling(raw);
        boolean asWritten = Address.sentAsWritten(address.channel()) && !spelling.equals(address.canonical());
        CellBytes kept = asWritten ? CellBytes.of(spelling) : null;
        if (kept != null && kept.length() > ByteArena.LONGEST) {
            throw new BadCellException(place + ": longer than " + ByteArena.LONGEST + " bytes");
        }
        return kept;
    }
}
