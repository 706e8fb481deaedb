package heed.profile.choice;

import heed.database.SqlTime;
import heed.profile.ChoiceRow;
import heed.rules.Origin;
import heed.rules.optout.Choice;
import heed.rules.optout.Switch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The choices and switches of many profiles: each method is one statement, whatever the number of rows.
@Component
public class ChoiceBatchStore {

    private static final String GIVEN = """
            unnest(cast(:profile as int[]), cast(:at as timestamptz[]), cast(:act as text[]),
                cast(:switches as smallint[]), cast(:source as text[])) with ordinality
                as given (profile_id, at, act, switches, source, place)
            """;

    private final JdbcClient jdbc;

    ChoiceBatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// When the newest known choice of each of these profiles was made; those without any are left out.
    public Map<Integer, Instant> newest(Collection<Integer> profileIds) {
        Map<Integer, Instant> newest = new HashMap<>();
        // Expects choices_pkey backwards, once for each profile.
        jdbc.sql("""
                select given.id, c.at from unnest(cast(:ids as int[])) as given (id)
                cross join lateral (select at from choices where profile_id = given.id order by at desc limit 1) c
                """).param("ids", profileIds.toArray(Integer[]::new))
                .query(row -> {
                    newest.put(row.getInt("id"), SqlTime.read(row, "at"));
                });
        return newest;
    }

    /// The choices of these profiles, without the voided ones; a profile without any is left out.
    public Map<Integer, List<Choice>> choices(Collection<Integer> profileIds) {
        Map<Integer, List<Choice>> choices = new HashMap<>();
        // Expects choices_pkey, and the primary key of voids.
        jdbc.sql("""
                select c.profile_id, c.at, c.act, c.switches, c.seq from choices c left join voids v on v.seq = c.seq
                where c.profile_id = any(cast(:ids as int[])) and v.seq is null
                """).param("ids", profileIds.toArray(Integer[]::new))
                .query(row -> {
                    choices.computeIfAbsent(row.getInt("profile_id"), _ -> new ArrayList<>())
                            .add(ChoiceStore.choice(row));
                });
        return choices;
    }

    /// The entries of those of these rows that were recorded before and are not voided, by their place in the list.
    public Map<Integer, Long> recorded(List<ChoiceRow> rows) {
        Map<Integer, Long> recorded = new HashMap<>();
        // Expects choices_pkey, and the primary key of voids.
        jdbc.sql("select given.place, c.seq from " + GIVEN + """
                join choices c on c.profile_id = given.profile_id and c.at = given.at and c.act = given.act
                    and c.switches = given.switches and c.source = given.source and c.scope = 'profile'
                where not exists (select from voids v where v.seq = c.seq)
                """).params(columns(rows)).query(row -> {
            recorded.put(row.getInt("place") - 1, row.getLong("seq"));
        });
        return recorded;
    }

    /// Records choices under the sequences of their entries, row by row; one that was voided is in the fold again.
    public void insert(List<ChoiceRow> rows, long[] seqs) {
        Map<String, Object> columns = columns(rows);
        columns.put("seqs", Arrays.stream(seqs).boxed().toArray(Long[]::new));
        jdbc.sql("""
                insert into choices (profile_id, at, act, switches, source, seq)
                select given.profile_id, given.at, given.act, given.switches, given.source,
                    (cast(:seqs as bigint[]))[given.place] from
                """ + GIVEN + """
                on conflict (profile_id, at, act, switches, source, scope) do update set seq = excluded.seq
                """).params(columns).update();
    }

    /// Writes the switches that changed, by profile.
    public void write(Map<Integer, SwitchChanges> changes) {
        List<Map.Entry<Integer, Switch>> off = new ArrayList<>();
        List<Map.Entry<Integer, Switch>> on = new ArrayList<>();
        List<Origin> origins = new ArrayList<>();
        changes.forEach((id, change) -> {
            change.off().forEach(one -> off.add(Map.entry(id, one)));
            change.on().forEach((one, origin) -> {
                on.add(Map.entry(id, one));
                origins.add(origin);
            });
        });
        delete(off);
        upsert(on, origins);
    }

    private void delete(List<Map.Entry<Integer, Switch>> off) {
        if (!off.isEmpty()) {
            // Expects opt_outs_pkey.
            jdbc.sql("""
                    delete from opt_outs o using unnest(cast(:ids as int[]), cast(:switches as smallint[]))
                        as gone (profile_id, switch)
                    where o.profile_id = gone.profile_id and o.switch = gone.switch
                    """).params(keys(off)).update();
        }
    }

    private void upsert(List<Map.Entry<Integer, Switch>> on, List<Origin> origins) {
        if (!on.isEmpty()) {
            // Expects opt_outs_pkey.
            jdbc.sql("""
                    insert into opt_outs (profile_id, switch, since_at, seq)
                    select * from unnest(cast(:ids as int[]), cast(:switches as smallint[]),
                        cast(:since as timestamptz[]), cast(:seqs as bigint[]))
                    on conflict (profile_id, switch) do update set since_at = excluded.since_at, seq = excluded.seq
                    """).params(keys(on)).param("since", column(origins, o -> o.since().toString(), String[]::new))
                    .param("seqs", column(origins, Origin::seq, Long[]::new)).update();
        }
    }

    private static Map<String, Object> keys(List<Map.Entry<Integer, Switch>> switches) {
        return Map.of("ids", column(switches, Map.Entry::getKey, Integer[]::new), "switches",
                column(switches, entry -> (short) entry.getValue().number(), Short[]::new));
    }

    private static Map<String, Object> columns(List<ChoiceRow> rows) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("profile", column(rows, ChoiceRow::profileId, Integer[]::new));
        columns.put("at", column(rows, row -> row.at().toString(), String[]::new));
        columns.put("act", column(rows, row -> row.act().code(), String[]::new));
        columns.put("switches", column(rows, row -> (short) Switch.bits(row.act().switches()), Short[]::new));
        columns.put("source", column(rows, row -> row.source().code(), String[]::new));
        return columns;
    }

    private static <T, C> Object column(List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
