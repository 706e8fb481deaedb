package heed.subscription.page;

import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised.Canonical;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds whom an operator means: by key, else by an address in full.
@Repository
class NamedPersonStore {

    /// More than so many do not share an address in earnest.
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final ProfileKeyStore keys;
    private final AddressParser parser;

    NamedPersonStore(JdbcClient jdbc, ProfileKeyStore keys, AddressParser parser) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.parser = parser;
    }

    /// The profile that the key reaches; where there is none, everybody who uses the address, on whatever channel.
    List<ProfileRef> called(String text) {
        Optional<ProfileRef> known = keys.find(text);
        return known.isPresent() ? List.of(known.get()) : using(text);
    }

    private List<ProfileRef> using(String text) {
        List<Short> channels = new ArrayList<>();
        List<String> spellings = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            if (parser.parse(channel, text, null) instanceof Canonical(String canonical)) {
                channels.add((short) channel.number());
                spellings.add(canonical);
            }
        }
        // Expects the unique index on (channel, canonical), profile_addresses_address and profiles_pkey.
        return List.copyOf(jdbc.sql(ProfileKeyStore.REACHED + """
                where p.id in (select u.profile_id
                    from unnest(cast(:channels as smallint[]), cast(:texts as text[])) as given (channel, canonical)
                    join addresses a on a.channel = given.channel and a.canonical = given.canonical collate "C"
                    join profile_addresses u on u.address_id = a.id)
                order by p.id limit :most
                """)
                .params(Map.of("channels", channels.toArray(Short[]::new), "texts", spellings.toArray(String[]::new)))
                .param("most", MOST).query((row, _) -> ProfileKeyStore.ref(row)).list());
    }
}
