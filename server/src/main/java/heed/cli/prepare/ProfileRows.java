package heed.cli.prepare;

import heed.cli.prepare.Columns.Column;
import heed.cli.prepare.Population.Spelled;
import heed.exchange.BadCellException;
import heed.exchange.Row;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.ProfileKey;
import heed.rules.address.Canonicalised;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The profiles file: key, the addresses on the delivery's channel, unconfirmed. Other columns are passed over unseen.
final class ProfileRows {

    private static final int MOST_ADDRESSES = 8;

    private record Profile(int line, String key, List<Spelled> addresses, boolean unconfirmed) {}

    private final Channel channel;

    private final AddressParser parser;

    ProfileRows(Channel channel, AddressParser parser) {
        this.channel = channel;
        this.parser = parser;
    }

    void readInto(Population people, InputFile file) throws IOException {
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
        List<Column> places = IntStream.rangeClosed(1, MOST_ADDRESSES)
                .mapToObj(place -> columns.column(place == 1 ? channel.code() : channel.code() + "_" + place)).toList();
        return row -> new Profile(Math.toIntExact(row.line()), key(key, row), addresses(places, country, row),
                Cells.isTrue(unconfirmed, row));
    }

    private static String key(Column column, Row row) {
        String key = column.required(row);
        ProfileKey.problem(key).ifPresent(problem -> {
            throw new BadCellException(problem);
        });
        return key;
    }

    private List<Spelled> addresses(List<Column> places, Column country, Row row) {
        List<Spelled> addresses = new ArrayList<>(1);
        for (Column place : places) {
            String raw = place.text(row);
            if (raw != null) {
                addresses.add(address(raw, country.text(row)));
            }
        }
        return addresses;
    }

    private Spelled address(String raw, @Nullable String region) {
        return switch (parser.parse(channel, raw, region)) {
            case Canonicalised.Canonical(String text) -> new Spelled(text, spelling(new Address(channel, text), raw));
            case Canonicalised.Rejected(String reason) -> throw new BadCellException(channel.code() + ": " + reason);
        };
    }

    private static @Nullable String spelling(Address address, String raw) {
        String spelling = address.spelling(raw);
        boolean asWritten = Address.sentAsWritten(address.channel()) && !spelling.equals(address.canonical());
        return asWritten ? spelling : null;
    }
}
