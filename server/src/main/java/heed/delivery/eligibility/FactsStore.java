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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The facts of some persons as the database has them now: for checks of one or a thousand, and for the hand-off.
@Component
public class FactsStore {
    /// Indexes: the primary keys of profiles, profile_addresses, addresses, opt_outs, address_states, subscriptions
    /// and excluded_domains; of a domain all parents are looked up, so that no list of domains is walked.
    private static final String FACTS = """
            select p.id, p.deleted_at is not null as deleted, p.unconfirmed, p.created_at, pa.address_id,
                   oa.since_at as all_since, oa.seq as all_seq, oc.since_at as channel_since, oc.seq as channel_seq,
                   s.state, s.since_at, s.until_at, s.seq, st.status, st.held, st.marks,
                   d.created_at as domain_since, d.seq as domain_seq
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
            where p.id = any(:ids) order by p.id""";

    private final JdbcClient jdbc;

    FactsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The facts of these profiles in order of id; an id without a profile is left out.
    ///
    /// @param service the service the delivery is for, null for none
    /// @param moment when subscriptions are judged
    public List<PersonFacts> facts(int[] ids, Channel channel, @Nullable Integer service, Instant moment) {
        return List.copyOf(
                jdbc.sql(FACTS).param("channel", channel.number()).param("service", service == null ? 0 : service)
                        .param("ids", ids).query((row, n) -> person(row, service != null, moment)).list());
    }

    private static PersonFacts person(ResultSet row, boolean forService, Instant moment) throws SQLException {
        return new PersonFacts(row.getInt("id"), row.getBoolean("deleted"), row.getInt("address_id"),
                origin(row, "all_since", "all_seq"), origin(row, "channel_since", "channel_seq"),
                row.getBoolean("unconfirmed") ? SqlTime.read(row, "created_at") : null,
                forService ? subscribed(row, moment) : null, kept(row), origin(row, "domain_since", "domain_seq"));
    }

    private static Subscribed subscribed(ResultSet row, Instant moment) throws SQLException {
        Origin origin = origin(row, "since_at", "seq");
        if (origin == null) {
            return new Subscribed(SubscriptionStatus.NONE, null, null);
        }
        Instant until = SqlTime.readOrNull(row, "until_at");
        SubscriptionStatus stored = SubscriptionStatus.ofNumber(row.getInt("state"));
        SubscriptionState state = new SubscriptionState(stored, origin.since(), until, origin.seq(), List.of());
        return new Subscribed(state.at(moment), origin, until);
    }

    private static @Nullable AddressKept kept(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        return row.wasNull()
                ? null
                : new AddressKept(AddressStatus.ofNumber(status), row.getBoolean("held"), row.getInt("marks"));
    }

    private static @Nullable Origin origin(ResultSet row, String since, String seq) throws SQLException {
        Instant at = SqlTime.readOrNull(row, since);
        return at == null ? null : new Origin(at, row.getLong(seq));
    }
}
