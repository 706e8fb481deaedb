package heed.delivery.eligibility;

import heed.database.SqlTime;
import heed.delivery.eligibility.PersonFacts.AddressKept;
import heed.delivery.eligibility.PersonFacts.Subscribed;
import heed.quarantine.ExcludedDomain;
import heed.rules.Channel;
import heed.rules.Origin;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The facts of many persons as the database has them now: for checks of up to a thousand, and for the hand-off.
///
/// Each relation is read once for all of them by its own index, and put together here: one join for so many would
/// look up each person in each relation on its own, five times the work. Whoever wants one snapshot asks in a
/// transaction that has one. Of one person, [PersonStore] tells the same.
@Component
public class FactsStore {
    private static final String PERSON = """
            select id, key, deleted_at is not null as deleted, unconfirmed, created_at from profiles
            where\s""";

    private final JdbcClient jdbc;

    FactsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The facts of these profiles in order of id; an id without a profile is left out.
    ///
    /// @param service the service the delivery is for, null for none
    /// @param moment when subscriptions are judged
    public List<PersonFacts> facts(int[] ids, Channel channel, @Nullable Integer service, Instant moment) {
        // Expects profiles_pkey.
        List<Person> people = people("id = any(:asked)", ids);
        return people.stream().sorted(Comparator.comparingInt(Person::id))
                .map(known(people, channel, service, moment)::facts).toList();
    }

    /// The ids that these keys have or had: a key keeps its id for ever, whoever is deleted included.
    Map<String, Integer> ids(Collection<String> keys) {
        Map<String, Integer> ids = new HashMap<>();
        // Expects profiles_key_key.
        read("select key, id from profiles where key = any(:asked)",
                Map.of("asked", keys.toArray(String[]::new)), row -> ids.put(row.getString(1), row.getInt(2)));
        return ids;
    }

    /// The facts of the living ones of these profiles, by key.
    Map<String, PersonFacts> living(Collection<String> keys, Channel channel, @Nullable Integer service,
            Instant moment) {
        // Expects profiles_key_key.
        List<Person> people = people("key = any(:asked) and deleted_at is null", keys.toArray(String[]::new));
        Known known = known(people, channel, service, moment);
        Map<String, PersonFacts> facts = new HashMap<>();
        people.forEach(person -> facts.put(person.key(), known.facts(person)));
        return facts;
    }

    /// A row of profiles.
    private record Person(int id, String key, boolean deleted, @Nullable Instant unconfirmedSince) {}

    /// What each relation knows of the people asked for.
    ///
    /// @param addresses the first address on the channel, by profile
    /// @param all the switch `all`, by profile
    /// @param channel the switch of the channel, by profile
    /// @param subscriptions null: no service was asked for
    /// @param kept what is kept of an address
    /// @param domains the excluded domain that covers an address
    private record Known(Map<Integer, Integer> addresses, Map<Integer, Origin> all, Map<Integer, Origin> channel,
            @Nullable Map<Integer, Subscribed> subscriptions, Map<Integer, AddressKept> kept,
            Map<Integer, Origin> domains) {

        PersonFacts facts(Person person) {
            int address = addresses.getOrDefault(person.id(), 0);
            return new PersonFacts(person.id(), person.deleted(), address, all.get(person.id()),
                    channel.get(person.id()), person.unconfirmedSince(),
                    subscriptions == null ? null : subscriptions.getOrDefault(person.id(), Subscribed.NONE),
                    kept.get(address), domains.get(address));
        }
    }

    private List<Person> people(String which, Object asked) {
        return List.copyOf(jdbc.sql(PERSON + which).param("asked", asked)
                .query((row, _) -> new Person(row.getInt("id"), row.getString("key"), row.getBoolean("deleted"),
                        row.getBoolean("unconfirmed") ? SqlTime.read(row, "created_at") : null))
                .list());
    }

    private Known known(List<Person> people, Channel channel, @Nullable Integer service, Instant moment) {
        int[] ids = people.stream().mapToInt(Person::id).sorted().toArray();
        Map<Integer, Integer> addresses = addresses(ids, channel);
        int[] used = addresses.values().stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
        return new Known(addresses, switches(ids, 0), switches(ids, channel.number()),
                service == null ? null : subscriptions(ids, service, moment), kept(used),
                channel == Channel.EMAIL ? domains(used) : Map.of());
    }

    private Map<Integer, Integer> addresses(int[] ids, Channel channel) {
        Map<Integer, Integer> addresses = new HashMap<>();
        // Expects profile_addresses_pkey.
        read("""
                select profile_id, address_id from profile_addresses
                where profile_id = any(:ids) and channel = :channel and position = 1
                """, Map.of("ids", ids, "channel", channel.number()),
                row -> addresses.put(row.getInt(1), row.getInt(2)));
        return addresses;
    }

    private Map<Integer, Origin> switches(int[] ids, int number) {
        Map<Integer, Origin> switches = new HashMap<>();
        // Expects opt_outs_pkey.
        read("select profile_id, since_at, seq from opt_outs where profile_id = any(:ids) and switch = :switch",
                Map.of("ids", ids, "switch", number),
                row -> switches.put(row.getInt(1), PersonStore.required(row, "since_at", "seq")));
        return switches;
    }

    private Map<Integer, Subscribed> subscriptions(int[] ids, int service, Instant moment) {
        Map<Integer, Subscribed> subscriptions = new HashMap<>();
        // Expects subscriptions_pkey.
        read("""
                select profile_id, state, since_at, until_at, seq from subscriptions
                where service_id = :service and profile_id = any(:ids)
                """, Map.of("ids", ids, "service", service),
                row -> subscriptions.put(row.getInt(1), PersonStore.subscribed(row, moment)));
        return subscriptions;
    }

    private Map<Integer, AddressKept> kept(int[] addresses) {
        Map<Integer, AddressKept> kept = new HashMap<>();
        // Expects address_states_pkey.
        read("select address_id, status, held, marks from address_states where address_id = any(:ids)",
                Map.of("ids", addresses), row -> kept.put(row.getInt(1), PersonStore.keptAddress(row)));
        return kept;
    }

    /// Of a domain all parents are looked up, so that no list of domains is walked.
    private Map<Integer, Origin> domains(int[] addresses) {
        Map<Integer, List<String>> patterns = new HashMap<>();
        Set<String> asked = new HashSet<>();
        // Expects addresses_pkey.
        read("select id, canonical from addresses where id = any(:ids)", Map.of("ids", addresses), row -> {
            List<String> covering = ExcludedDomain.covering(row.getString(2));
            patterns.put(row.getInt(1), covering);
            asked.addAll(covering);
        });
        Map<String, Origin> excluded = new HashMap<>();
        // Expects excluded_domains_pkey.
        read("select domain, created_at, seq from excluded_domains where domain = any(:domains)",
                Map.of("domains", asked.toArray(String[]::new)),
                row -> excluded.put(row.getString(1), PersonStore.required(row, "created_at", "seq")));
        Map<Integer, Origin> domains = new HashMap<>();
        if (!excluded.isEmpty()) {
            patterns.forEach((id, covering) -> covering.stream().filter(excluded::containsKey).map(excluded::get)
                    .min(Comparator.comparingLong(Origin::seq)).ifPresent(first -> domains.put(id, first)));
        }
        return domains;
    }

    private void read(String sql, Map<String, ?> params, RowCallbackHandler row) {
        jdbc.sql(sql).params(params).query(row);
    }
}
