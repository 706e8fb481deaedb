package heed.profile.report;

import heed.rules.Channel;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What it would change to widen opt-outs to the addresses of those who opted out.
@Component
class WideningStore {

    /// Beyond, the others are many: an address of a whole company, say.
    static final int MOST = 1000;

    private final JdbcClient jdbc;

    WideningStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a person's opt-out would reach.
    ///
    /// @param addresses how many addresses would get the mark
    /// @param others how many other people use one of them, at most [#MOST]
    record Widening(int addresses, int others) {}

    /// The opt-out that keeps the person off the channel, and so is the one to widen: that of the channel, else `all`.
    static Switch which(OptOuts optOuts, Channel channel) {
        return optOuts.on().contains(Switch.of(channel)) ? Switch.of(channel) : Switch.ALL;
    }

    /// What widening each person's opt-out by this switch would reach, by profile id.
    Map<Integer, Widening> of(Map<Integer, Switch> switches) {
        List<Integer> ids = new ArrayList<>();
        List<Short> numbers = new ArrayList<>();
        switches.forEach((id, one) -> {
            ids.add(id);
            numbers.add((short) one.number());
        });
        Map<Integer, Widening> widenings = new HashMap<>();
        // Expects profile_addresses_pkey, then so many entries of profile_addresses_address at most, for each of them.
        jdbc.sql("""
                select w.id,
                    (select count(*) from profile_addresses y where y.profile_id = w.id
                        and (w.switch = 0 or y.channel = w.switch)) as addresses,
                    (select count(*) from (
                        select distinct u.profile_id from profile_addresses y
                        cross join lateral (select profile_id from profile_addresses
                            where address_id = y.address_id and profile_id <> w.id
                            order by profile_id limit :most) u
                        where y.profile_id = w.id and (w.switch = 0 or y.channel = w.switch) limit :most) o) as others
                from unnest(cast(:ids as int[]), cast(:switches as smallint[])) as w (id, switch)
                """).param("ids", ids.toArray(Integer[]::new)).param("switches", numbers.toArray(Short[]::new))
                .param("most", MOST).query(row -> {
                    widenings.put(row.getInt("id"), new Widening(row.getInt("addresses"), row.getInt("others")));
                });
        return widenings;
    }
}
