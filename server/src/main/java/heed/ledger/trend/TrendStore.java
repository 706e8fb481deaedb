package heed.ledger.trend;

import heed.database.IndexPlans;
import heed.database.SqlTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts the ledger by quarter of an hour, and days out of the quarters: no zone's day begins within one.
@Component
public class TrendStore {

    /// So many entries are counted in one transaction.
    static final int AT_ONCE = 200_000;

    /// So many that are not settled are counted while somebody waits: some hundredths of a second.
    private static final int WHILE_ONE_WAITS = 20_000;

    /// What an entry says, and how often. A choice that switched nothing says nothing; one that set switches anew counts as
    /// an opt-in where it only cleared some. Batches of addresses say how many they are.
    private static final String TOLD = """
            date_bin('15 minutes', at, timestamptz '2000-01-01 00:00Z') as quarter_hour,
            case
                when kind in ('opt_out', 'opt_in', 'opt_outs_replaced') then case
                    when change->'from' = change->'to' then null
                    when kind = 'opt_out' then 'opted_out'
                    when kind = 'opt_in' then 'opted_in'
                    when change @> '{"from":{"all":true},"to":{"all":true}}' then null
                    when change @> '{"from":{"all":true}}' then 'opted_in'
                    when change @> '{"to":{"all":true}}' then 'opted_out'
                    when change #> '{from,channels}' @> (change #> '{to,channels}') then 'opted_in'
                    else 'opted_out' end
                when kind = 'address_event'
                    and change #>> '{to,status}' in ('quarantined', 'denylisted')
                    and coalesce(change #>> '{from,status}', '') not in ('quarantined', 'denylisted')
                    or kind = 'addresses_imported' then 'address_excluded'
            end as what,
            case kind when 'addresses_imported' then coalesce((change #>> '{to,addresses}')::bigint, 0) else 1 end as times
            """;

    /// By quarter of an hour: what is summed up, and what is not yet; then, without a quarter, how many entries are not.
    private static final String SUMS = """
            with tail as materialized (select %s from (
                select at, kind, change from ledger where seq > (select seq from trend_counted)
                order by seq limit :most) last)
            select quarter_hour, what, sum(counted) as times from (
                select quarter_hour, what, counted from trend_quarter_hours where quarter_hour >= :from
                union all select quarter_hour, what, times from tail where what is not null) quarters
            group by quarter_hour, what
            union all select null, null, count(*) from tail
            """.formatted(TOLD);

    private final JdbcClient jdbc;

    TrendStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The days from the first to the last, both included.
    public Trend days(LocalDate first, LocalDate last, ZoneId zone) {
        Map<LocalDate, Map<Happening, Long>> days = new TreeMap<>();
        first.datesUntil(last.plusDays(1)).forEach(day -> days.put(day, new EnumMap<>(Happening.class)));
        long[] unsettled = new long[1];
        // One statement, so one snapshot: nothing is counted twice or not at all while the job counts. Expects
        // trend_quarter_hours_pkey from the first day on; for the last entries the primary keys of the months, merged.
        jdbc.sql(SUMS).param("most", WHILE_ONE_WAITS)
                .param("from", SqlTime.of(first.atStartOfDay(zone).toInstant())).query(row -> {
                    Instant quarter = SqlTime.readOrNull(row, "quarter_hour");
                    if (quarter == null) {
                        unsettled[0] = row.getLong("times");
                    } else {
                        add(days.get(quarter.atZone(zone).toLocalDate()), row.getString("what"), row.getLong("times"));
                    }
                });
        return new Trend(days.entrySet().stream().map(day -> new Trend.Day(day.getKey(), day.getValue())).toList(),
                unsettled[0] < WHILE_ONE_WAITS);
    }

    /// Counts the next entries that were recorded before `settled`, in the caller's transaction; false when there are no
    /// more, or another server counts.
    boolean count(Instant settled) {
        IndexPlans.stay(jdbc);
        // Expects the one row of the table.
        Optional<Long> counted = jdbc.sql("select seq from trend_counted for no key update skip locked")
                .query(Long.class).optional();
        long after = counted.orElse(Long.MAX_VALUE);
        long upTo = counted.isEmpty() ? 0 : last(after, settled);
        if (upTo <= after) {
            return false;
        }
        // Expects the primary keys of the months; trend_quarter_hours_pkey.
        jdbc.sql("""
                insert into trend_quarter_hours as known (quarter_hour, what, counted)
                select quarter_hour, what, sum(times) from (
                    select %s from ledger where seq > :after and seq <= :upTo) told
                where what is not null group by quarter_hour, what
                on conflict (quarter_hour, what) do update set counted = known.counted + excluded.counted
                """.formatted(TOLD)).param("after", after).param("upTo", upTo).update();
        jdbc.sql("update trend_counted set seq = :upTo").param("upTo", upTo).update();
        return true;
    }

    /// The last one that is settled of the next entries, 0 where none is. Expects the primary keys of the months, merged.
    private long last(long after, Instant settled) {
        return jdbc.sql("""
                select coalesce(max(seq) filter (where recorded_at < :settled), 0) from (
                    select seq, recorded_at from ledger where seq > :after order by seq limit :most) next
                """).param("after", after).param("settled", SqlTime.of(settled)).param("most", AT_ONCE)
                .query(Long.class).single();
    }

    private static void add(@Nullable Map<Happening, Long> day, String what, long times) {
        if (day != null) {
            day.merge(Happening.ofCode(what), times, Long::sum);
        }
    }
}
