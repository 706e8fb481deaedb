package heed.profile;

import heed.database.SqlTime;
import heed.profile.OptOutView.Evidence;
import heed.profile.OptOutView.SwitchView;
import heed.rules.Origin;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Looks at switches; changes nothing and locks nothing.
@Component
public class OptOutStore {

    private final JdbcClient jdbc;

    OptOutStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The switches of these profiles; a profile without any that is on is left out.
    public Map<Integer, OptOuts> of(Collection<Integer> profileIds) {
        Map<Integer, Map<Switch, Origin>> switches = new HashMap<>();
        // Expects opt_outs_pkey.
        jdbc.sql("""
                select profile_id, switch, since_at, seq from opt_outs where profile_id = any(cast(:ids as int[]))
                """).param("ids", profileIds.toArray(Integer[]::new)).query(row -> {
            switches.computeIfAbsent(row.getInt("profile_id"), _ -> new EnumMap<>(Switch.class)).put(
                    Switch.ofNumber(row.getInt("switch")),
                    new Origin(SqlTime.read(row, "since_at"), row.getLong("seq")));
        });
        Map<Integer, OptOuts> found = new HashMap<>();
        switches.forEach((id, on) -> found.put(id, new OptOuts(on)));
        return found;
    }

    /// The switches of a profile that are on, each with the newest entry behind it: that of its last opt-out, which moves
    /// where somebody opts out once more of what is off already, else that of the choice that set it. So a form knows what
    /// was said since it was shown.
    public Map<Switch, Long> newest(int profileId) {
        Map<Switch, Long> newest = new EnumMap<>(Switch.class);
        // Expects opt_outs_pkey, choices_pkey, and the primary key of voids.
        jdbc.sql("""
                select o.switch, greatest(o.seq, (
                    select max(c.seq) from choices c
                    where c.profile_id = o.profile_id and c.act = 'opt_out' and c.switches & (1 << o.switch) <> 0
                        and not exists (select from voids v where v.seq = c.seq))) as seq
                from opt_outs o where o.profile_id = :profile
                """).param("profile", profileId)
                .query(row -> {
                    newest.put(Switch.ofNumber(row.getInt("switch")), row.getLong("seq"));
                });
        return newest;
    }

    /// What tells these switches from any others that the profile had or will have, and from the same said once more.
    public String tag(int profileId) {
        return of(List.of(profileId)).getOrDefault(profileId, OptOuts.none()).switches() + " " + newest(profileId);
    }

    /// The same as the API shows it; a profile without opt-outs is left out.
    public Map<Integer, OptOutView> views(Collection<Integer> profileIds) {
        Map<Integer, List<SwitchView>> switches = new HashMap<>();
        // Expects opt_outs_pkey and choices_pkey.
        jdbc.sql("""
                select o.profile_id, o.switch, o.since_at, o.seq, c.source from opt_outs o
                left join lateral (select source from choices c
                    where c.profile_id = o.profile_id and c.at = o.since_at and c.seq = o.seq limit 1) c on true
                where o.profile_id = any(cast(:ids as int[])) order by o.profile_id, o.switch
                """).param("ids", profileIds.toArray(Integer[]::new)).query(row -> {
            switches.computeIfAbsent(row.getInt("profile_id"), _ -> new ArrayList<>())
                    .add(new SwitchView(Switch.ofNumber(row.getInt("switch")).code(), SqlTime.read(row, "since_at"),
                            row.getString("source"), new Evidence(row.getLong("seq"))));
        });
        Map<Integer, OptOutView> views = new HashMap<>();
        switches.forEach((id, on) -> views.put(id, OptOutView.of(on)));
        return views;
    }
}
