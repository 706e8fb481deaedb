package heed.subscription.growth;

import heed.database.SqlTime;
import heed.rules.SubscriptionStatus;
import heed.subscription.growth.DayCounts.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Keeps and reads the counts of days: what was appended, and what is summed up of it.
@Repository
public class GrowthStore {

    /// How many days ahead an end is soon.
    public static final int SOON = 30;

    /// So many appended counts are summed up in one transaction.
    private static final int AT_ONCE = 50_000;

    /// The counts of services up to a day: one statement, so one snapshot. Expects service_days_pkey; what was appended is
    /// as short as the job lets it grow.
    private static final String COUNTS = """
            (select service_id, state, day, entered, gone from service_days
                where service_id = any(cast(:services as int[])) and day <= :last
            union all select service_id, state, day, entered, gone from service_day_changes
                where service_id = any(cast(:services as int[])) and day <= :last)
            """;

    /// Those that end by themselves on the present day, but not yet. Expects subscriptions_until.
    private static final String STILL = """
            from subscriptions where service_id = any(cast(:services as int[])) and until_at > :now
                and until_at < :tomorrow
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    GrowthStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Appends by how much counts move, in the transaction of what moves them.
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(DayCounts counts) {
        List<Row> rows = counts.rows();
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into service_day_changes (service_id, state, day, entered, gone)
                select * from unnest(cast(:services as int[]), cast(:states as smallint[]), cast(:days as date[]),
                    cast(:entered as int[]), cast(:gone as int[]))
                """).params(Map.of("services", column(rows, row -> row.place().serviceId(), Integer[]::new), "states",
                column(rows, row -> row.place().status().number(), Integer[]::new), "days",
                column(rows, row -> row.place().day().toString(), String[]::new), "entered",
                column(rows, Row::entered, Integer[]::new), "gone", column(rows, Row::gone, Integer[]::new))).update();
    }

    /// Sums up the next of what was appended, in the caller's transaction; false when there is no more, or another server
    /// does it.
    boolean sumUp() {
        boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtext('heed.subscription.growth'))")
                .query(Boolean.class).single();
        // Expects service_day_changes_pkey, in order; service_days_pkey.
        return mine && jdbc.sql("""
                with next as (select id from service_day_changes order by id limit :most),
                moved as (delete from service_day_changes c using next where c.id = next.id
                    returning c.service_id, c.state, c.day, c.entered, c.gone),
                summed as (insert into service_days as known (service_id, state, day, entered, gone)
                    select service_id, state, day, sum(entered), sum(gone) from moved group by service_id, state, day
                    on conflict (service_id, state, day) do update
                        set entered = known.entered + excluded.entered, gone = known.gone + excluded.gone)
                select count(*) from moved
                """).param("most", AT_ONCE).query(Long.class).single() == AT_ONCE;
    }

    /// How these services stand now; one that nobody ever subscribed to is left out.
    public Map<Integer, Standing> standing(Collection<Integer> serviceIds) {
        Map<Integer, Map<SubscriptionStatus, Long>> counts = new HashMap<>();
        Map<Integer, Long> expiring = new HashMap<>();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        jdbc.sql("""
                select service_id, state, sum(entered - gone) filter (where day <= :today) as standing,
                    sum(gone) filter (where day > :today) as ending from
                """ + COUNTS + """
                counts group by service_id, state
                union all select service_id, state, count(*), count(*)
                """ + STILL + """
                group by service_id, state
                union all select service_id, :expired, -count(*), 0
                """ + STILL + " and state = :active group by service_id")
                .params(params(serviceIds, now, today.plusDays(SOON)))
                .param("today", today).param("expired", SubscriptionStatus.EXPIRED.number())
                .param("active", SubscriptionStatus.ACTIVE.number()).query(row -> {
                    int service = row.getInt("service_id");
                    SubscriptionStatus status = SubscriptionStatus.ofNumber(row.getInt("state"));
                    counts.computeIfAbsent(service, _ -> new EnumMap<>(SubscriptionStatus.class)).merge(status,
                            row.getLong("standing"), Long::sum);
                    if (status == SubscriptionStatus.ACTIVE) {
                        expiring.merge(service, row.getLong("ending"), Long::sum);
                    }
                });
        Map<Integer, Standing> standing = new HashMap<>();
        counts.forEach((service, states) -> standing.put(service,
                new Standing(states, expiring.getOrDefault(service, 0L))));
        return standing;
    }

    /// The last days of a service, the present one too, the oldest first.
    public List<GrowthDay> days(int serviceId, int howMany) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = today.minusDays(howMany - 1L);
        Map<LocalDate, long[]> moved = new TreeMap<>();
        jdbc.sql("""
                select greatest(day, :before) as day, sum(entered) as entered, sum(gone) as gone from
                """ + COUNTS + """
                counts where state = :active group by 1
                union all select :today, 0, -count(*)
                """ + STILL + " and state = :active").params(params(List.of(serviceId), now, today))
                .param("before", first.minusDays(1)).param("today", today)
                .param("active", SubscriptionStatus.ACTIVE.number()).query(row -> {
                    long[] sums = moved.computeIfAbsent(row.getObject("day", LocalDate.class), _ -> new long[2]);
                    sums[0] += row.getLong("entered");
                    sums[1] += row.getLong("gone");
                });
        long[] none = new long[2];
        long[] past = moved.getOrDefault(first.minusDays(1), none);
        long active = past[0] - past[1];
        List<GrowthDay> days = new ArrayList<>();
        for (LocalDate day : first.datesUntil(today.plusDays(1)).toList()) {
            long[] sums = moved.getOrDefault(day, none);
            active += sums[0] - sums[1];
            days.add(new GrowthDay(day, active, sums[0], sums[1]));
        }
        return days;
    }

    private static Map<String, Object> params(Collection<Integer> serviceIds, Instant now, LocalDate last) {
        Map<String, Object> params = new HashMap<>();
        params.put("services", serviceIds.toArray(Integer[]::new));
        params.put("last", last);
        params.put("now", SqlTime.of(now));
        params.put("tomorrow", SqlTime.of(LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1)
                .atStartOfDay(ZoneOffset.UTC).toInstant()));
        return params;
    }

    private static <C> Object column(List<Row> rows, Function<Row, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
