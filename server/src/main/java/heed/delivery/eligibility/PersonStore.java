package heed.delivery.eligibility;

import heed.database.SqlTime;
import heed.delivery.eligibility.PersonFacts.AddressKept;
import heed.delivery.eligibility.PersonFacts.Subscribed;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.Origin;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The facts of one person, all in one statement: one trip, and one snapshot without a transaction.
@Component
class PersonStore {
    /// Indexes: profiles_key_key, the primary keys of profile_addresses, addresses, opt_outs, address_states,
    /// subscriptions and excluded_domains; of a domain all parents are looked up, so that no list of domains is
    /// walked. The last entry: the primary key of this month, and of the last one in its first hour, for sequences
    /// are drawn a moment before their entry is written.
    private static final String FACTS = """
            select p.id, p.deleted_at is not null as deleted, p.unconfirmed, p.created_at, pa.address_id,
                   oa.since_at as all_since, oa.seq as all_seq, oc.since_at as channel_since, oc.seq as channel_seq,
                   s.state, s.since_at, s.until_at, s.seq, st.status, st.held, st.marks,
                   d.created_at as domain_since, d.seq as domain_seq,
                   (select max(l.seq) from ledger l
                    where l.recorded_at >= date_trunc('month', now() - interval '1 hour')) as ledger_seq
            from profiles p
            left join profile_addresses pa on pa.profile_id = p.id and pa.channel = :channel and pa.position = 1
            left join addresses a on a.id = pa.address_id
            left join address_states st on st.address_id = pa.address_id
            left join opt_outs oa on oa.profile_id = p.id and oa.switch = 0
            left join opt_outs oc on oc.profile_id = p.id and oc.switch = :channel
            left join subscriptions s on s.profile_id = p.id and s.service_id = :service
            left join lateral (
                select e.created_at, e.seq
                from string_to_array(substring(a.canonical from position('@' in a.canonical) + 1), '.') as label
                join excluded_domains e on e.domain = array_to_string(label, '.')
                  or e.domain = any(array(select '*.' || array_to_string(label[i:], '.')
                                          from generate_subscripts(label, 1) as i where i > 1))
                where a.channel = 1 order by e.seq limit 1) d on true
            where p.key = :key and p.deleted_at is null""";

    private final JdbcClient jdbc;

    PersonStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A person's facts.
    ///
    /// @param ledgerSeq the highest sequence in the ledger; null: this month has none yet
    record Told(PersonFacts facts, @Nullable Long ledgerSeq) {}

    /// What there is to tell of the living profile with this key.
    ///
    /// @param service the service the delivery is for, null for none
    /// @param moment when a subscription is judged
    Optional<Told> find(String key, Channel channel, @Nullable Integer service, Instant moment) {
        return jdbc.sql(FACTS).param("channel", channel.number()).param("service", service == null ? 0 : service)
                .param("key", key).query((row, _) -> new Told(person(row, service != null, moment),
                        row.getObject("ledger_seq", Long.class)))
                .optional();
    }

    /// The highest sequence in the ledger, 0 while it is empty: the primary key of each month.
    long lastSeq() {
        return jdbc.sql("select coalesce(max(seq), 0) from ledger").query(Long.class).single();
    }

    private static PersonFacts person(ResultSet row, boolean forService, Instant moment) throws SQLException {
        return new PersonFacts(row.getInt("id"), row.getBoolean("deleted"), row.getInt("address_id"),
                origin(row, "all_since", "all_seq"), origin(row, "channel_since", "channel_seq"),
                row.getBoolean("unconfirmed") ? SqlTime.read(row, "created_at") : null,
                forService ? subscribedOrNone(row, moment) : null, kept(row),
                origin(row, "domain_since", "domain_seq"));
    }

    private static Subscribed subscribedOrNone(ResultSet row, Instant moment) throws SQLException {
        return row.getObject("state") == null ? Subscribed.NONE : subscribed(row, moment);
    }

    /// A row of subscriptions as it is at that moment.
    static Subscribed subscribed(ResultSet row, Instant moment) throws SQLException {
        Origin origin = required(row, "since_at", "seq");
        Instant until = SqlTime.readOrNull(row, "until_at");
        SubscriptionStatus stored = SubscriptionStatus.ofNumber(row.getInt("state"));
        SubscriptionState state = new SubscriptionState(stored, origin.since(), until, origin.seq(), List.of());
        return new Subscribed(state.at(moment), origin, until);
    }

    private static @Nullable AddressKept kept(ResultSet row) throws SQLException {
        return row.getObject("status") == null ? null : keptAddress(row);
    }

    /// A row of address_states.
    static AddressKept keptAddress(ResultSet row) throws SQLException {
        return new AddressKept(AddressStatus.ofNumber(row.getInt("status")), row.getBoolean("held"),
                row.getInt("marks"));
    }

    /// Since when, and by which entry.
    static Origin required(ResultSet row, String since, String seq) throws SQLException {
        return Objects.requireNonNull(origin(row, since, seq));
    }

    private static @Nullable Origin origin(ResultSet row, String since, String seq) throws SQLException {
        Instant at = SqlTime.readOrNull(row, since);
        return at == null ? null : new Origin(at, row.getLong(seq));
    }
}
