package heed.exchange.profiles;

import heed.exchange.BadCellException;
import heed.exchange.Row;
import heed.exchange.UnreadableFileException;
import heed.exchange.work.Columns;
import heed.exchange.work.RowKind;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.ProfileKey;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes sense of the rows of a file of profiles (4-api "Files"): address columns, `locale`, `time_zone`, `country`,
/// `unconfirmed`; every other column is an attribute.
final class ProfileParser implements RowKind.RowParser<ProfileRow> {

    private static final int MOST_ADDRESSES = 8;
    private static final int LONGEST_TEXT = 100;
    static final List<String> TEXTS = List.of("locale", "time_zone", "country");

    private final Columns columns;
    private final AddressParser addresses;
    private final boolean emptyClears;
    private final List<Meaning> meanings = new ArrayList<>();

    /// What a column is about.
    private sealed interface Meaning {
        /// The key, the country or `unconfirmed`: read where it is needed.
        record Elsewhere() implements Meaning {}

        record AddressOf(Channel channel, int position) implements Meaning {}

        record Text(String name) implements Meaning {}

        record Attribute(String name) implements Meaning {}
    }

    ProfileParser(Columns columns, AddressParser addresses, boolean emptyClears) {
        this.columns = columns;
        this.addresses = addresses;
        this.emptyClears = emptyClears;
    }

    /// Every column that is not an attribute.
    static List<String> known() {
        List<String> known = new ArrayList<>(TEXTS);
        known.add("key");
        known.add("unconfirmed");
        for (Channel channel : Channel.values()) {
            for (int position = 1; position <= MOST_ADDRESSES; position++) {
                known.add(column(channel, position));
            }
        }
        return known;
    }

    private static String column(Channel channel, int position) {
        return position == 1 ? channel.code() : channel.code() + "_" + position;
    }

    @Override
    public ProfileRow parse(Row row) throws UnreadableFileException {
        learn();
        String key = columns.required(row, "key");
        ProfileKey.problem(key).ifPresent(problem -> {
            throw new BadCellException("key: " + problem);
        });
        String country = country(row);
        ProfileRow parsed = new ProfileRow(row, key, new ArrayList<>(4), new HashMap<>(4), unconfirmed(row),
                new HashMap<>());
        for (int i = 0; i < meanings.size(); i++) {
            if (row.has(i)) {
                read(parsed, i, meanings.get(i), country);
            }
        }
        return parsed;
    }

    private void read(ProfileRow to, int column, Meaning meaning, @Nullable String country) {
        switch (meaning) {
            case Meaning.Elsewhere() -> {
            }
            case Meaning.AddressOf(Channel channel, int position) -> address(to, column, channel, position, country);
            case Meaning.Text(String name) -> put(to.texts(), name, text(name, to.row().text(column)));
            case Meaning.Attribute(String name) -> put(to.attributes(), name, to.row().json(column));
        }
    }

    private void put(Map<String, String> to, String name, @Nullable String value) {
        if (value != null) {
            to.put(name, value);
        } else if (emptyClears) {
            to.put(name, "");
        }
    }

    private void address(ProfileRow to, int column, Channel channel, int position, @Nullable String country) {
        String raw = to.row().text(column);
        if (raw == null) {
            if (emptyClears) {
                to.addresses().add(new ProfileRow.Place(channel.number(), position, null, null));
            }
            return;
        }
        to.addresses().add(switch (addresses.parse(channel, raw, country)) {
            case Canonical(String text) -> place(channel, position, new Address(channel, text), raw);
            case Rejected(String reason) -> throw new BadCellException(column(channel, position) + ": " + reason);
        });
    }

    private static ProfileRow.Place place(Channel channel, int position, Address address, String raw) {
        String spelling = address.spelling(raw);
        return new ProfileRow.Place(channel.number(), position, address,
                spelling.equals(address.canonical()) ? null : spelling);
    }

    private @Nullable String country(Row row) {
        String country = columns.text(row, "country");
        if (country != null && !isTwoLetters(country)) {
            throw new BadCellException("country: must be two letters (ISO 3166)");
        }
        return country;
    }

    private static boolean isTwoLetters(String text) {
        return text.length() == 2 && isLetter(text.charAt(0)) && isLetter(text.charAt(1));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private boolean unconfirmed(Row row) {
        String text = columns.text(row, "unconfirmed");
        if (text == null || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        throw new BadCellException("unconfirmed: must be true or false");
    }

    private static @Nullable String text(String name, @Nullable String raw) {
        if (raw == null) {
            return null;
        }
        String text = raw.strip();
        if (text.length() > LONGEST_TEXT) {
            throw new BadCellException(name + ": longer than " + LONGEST_TEXT + " characters");
        }
        return switch (name) {
            case "country" -> text.toUpperCase(Locale.ROOT);
            case "time_zone" -> zone(text);
            default -> text;
        };
    }

    private static String zone(String text) {
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw new BadCellException("time_zone: is not a time zone such as Europe/Paris");
        }
    }

    private void learn() throws UnreadableFileException {
        columns.check();
        for (int i = meanings.size(); i < columns.names().size(); i++) {
            meanings.add(meaning(columns.names().get(i)));
        }
    }

    private static Meaning meaning(String name) throws UnreadableFileException {
        if (name.equals("addresses") || name.equals("attributes")) {
            throw new UnreadableFileException("column " + name + ": rows are flat, with a column for each address ("
                    + "email, email_2, sms) and each attribute");
        }
        if (TEXTS.contains(name)) {
            return new Meaning.Text(name);
        }
        for (Channel channel : Channel.values()) {
            for (int position = 1; position <= MOST_ADDRESSES; position++) {
                if (name.equals(column(channel, position))) {
                    return new Meaning.AddressOf(channel, position);
                }
            }
        }
        return name.equals("key") || name.equals("unconfirmed")
                ? new Meaning.Elsewhere()
                : new Meaning.Attribute(name);
    }
}
