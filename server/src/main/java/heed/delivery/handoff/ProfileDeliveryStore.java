package heed.delivery.handoff;

import heed.database.SqlTime;
import heed.profile.ProfileDeliveries;
import heed.rules.Cause;
import heed.rules.Channel;
import heed.rules.ExclusionRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds hand-offs and late exclusions by person.
@Repository
class ProfileDeliveryStore implements ProfileDeliveries {
    private final JdbcClient jdbc;

    ProfileDeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Delivered> page(Collection<Integer> profileIds, Place below, int limit) {
        // Expects hand_offs_profile and late_exclusions_profile, then primary keys: all that one person was ever sent,
        // at most one row a delivery, of which the newest are kept.
        return List.copyOf(jdbc.sql("""
                select t.*, d.label, d.channel, a.canonical from (
                    select c.at, h.delivery_id, h.profile_id, h.address_id, null as causes, null as details
                    from hand_offs h join hand_off_chunks c on c.id = h.chunk_id
                    where h.profile_id = any(cast(:profiles as int[]))
                    union all
                    select c.at, l.delivery_id, l.profile_id, null, array_to_string(l.causes, ','),
                        array_to_string(l.details, ',', '')
                    from late_exclusions l join hand_off_chunks c on c.id = l.chunk_id
                    where l.profile_id = any(cast(:profiles as int[]))
                ) t join deliveries d on d.id = t.delivery_id left join addresses a on a.id = t.address_id
                where (t.at, t.delivery_id, t.profile_id) < (:at, :delivery, :profile)
                order by t.at desc, t.delivery_id desc, t.profile_id desc limit :limit
                """).param("profiles", profileIds.toArray(Integer[]::new)).param("at", SqlTime.of(below.at()))
                .param("delivery", below.delivery()).param("profile", below.profileId()).param("limit", limit)
                .query((row, _) -> delivered(row)).list());
    }

    private static Delivered delivered(ResultSet row) throws SQLException {
        return new Delivered(new Place(SqlTime.read(row, "at"), row.getLong("delivery_id"), row.getInt("profile_id")),
                row.getString("label"), Channel.ofNumber(row.getInt("channel")),
                row.getObject("address_id", Integer.class), row.getString("canonical"),
                causes(row.getString("causes"), row.getString("details")));
    }

    private static List<Cause> causes(@Nullable String codes, @Nullable String details) {
        if (codes == null || details == null) {
            return List.of();
        }
        String[] rules = codes.split(",", -1);
        String[] more = details.split(",", -1);
        List<Cause> causes = new ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            String detail = i < more.length && !more[i].isEmpty() ? more[i] : null;
            causes.add(new Cause(ExclusionRule.ofCode(rules[i]).orElseThrow(), detail));
        }
        return causes;
    }
}
