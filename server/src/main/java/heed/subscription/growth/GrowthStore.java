package heed.subscription.growth;

import heed.database.SqlTime;
import heed.rules.SubscriptionStatus;
import heed.subscription.growth.DayCounts.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Keeps and reads the counts: what was appended, and what is summed up of it.
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
            union all select service_id, state, cast(quarter_hour at time zone 'UTC' as date), entered, gone
                from service_day_changes
                where service_id = any(cast(:services as int[])) and quarter_hour < :after)
            """;

    /// Those that end by themselves on the present day, but not yet. Expects subscriptions_until.
    private static final String STILL = """
            from subscriptions where service_id = any(cast(:services as int[])) and until_at > :now
                and until_at < :tomorrow
            """;

    /// The active ones by quarter of an hour, from the start of the first day to the end of the last; without a moment, what
    /// was before; at the present moment, those that end by themselves before the end of the last day, but not yet. One
    /// statement, so one snapshot. Expects service_days_pkey, service_quarters_pkey and subscriptions_until.
    private static final String GROWTH = """
            select moment, sum(entered) as entered, sum(gone) as gone from (
                select cast(null as timestamptz) as moment, entered, gone from service_days
                    where service_id = :service and state = :active and day < :day
                union all select case when quarter_hour >= :start then quarter_hour end, entered, gone
                    from service_quarters
                    where service_id = :service and quarter_hour >= :midnight and quarter_hour < :end
                union all select case when quarter_hour >= :start then quarter_hour end, entered, gone
                    from service_day_changes
                    where service_id = :service and state = :active and quarter_hour < :end
                union all select cast(:now as timestamptz), 0, -count(*) from subscriptions
                    where service_id = :service and until_at > :now and until_at < :end and state = :active
            ) counts group by moment
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
                insert into service_day_changes (service_id, state, quarter_hour, entered, gone)
                select * from unnest(cast(:services as int[]), cast(:states as smallint[]),
                    cast(:quarters as timestamptz[]), cast(:entered as int[]), cast(:gone as int[]))
                """).params(Map.of("services", column(rows, row -> row.place().serviceId(), Integer[]::new), "states",
                column(rows, row -> row.place().status().number(), Integer[]::new), "quarters",
                column(rows, row -> row.place().quarter().toString(), String[]::new), "entered",
                column(rows, Row::entered, Integer[]::new), "gone", column(rows, Row::gone, Integer[]::new))).update();
    }

    /// Sums up the next of what was appended, in the caller's transaction; false when there is no more, or another server
    /// does it.
    boolean sumUp() {
        boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtext('heed.subscription.growth'))")
                .query(Boolean.class).single();
        // Expects service_day_changes_pkey, in order; service_days_pkey and service_quarters_pkey.
        return mine && jdbc.sql("""
                with next as (select id from service_day_changes order by id limit :most),
                moved as (delete from service_day_changes c using next where c.id = next.id
                    returning c.service_id, c.state, c.quarter_hour, c.entered, c.gone),
                days as (insert into service_days as known (service_id, state, day, entered, gone)
                    select service_id, state, cast(quarter_hour at time zone 'UTC' as date), sum(entered), sum(gone)
                    from moved group by 1, 2, 3
                    on conflict (service_id, state, day) do update
                        set entered = known.entered + excluded.entered, gone = known.gone + excluded.gone),
                quarters as (insert into service_quarters as known (service_id, quarter_hour, entered, gone)
                    select service_id, quarter_hour, sum(entered), sum(gone)
                    from moved where state = :active group by 1, 2
                    on conflict (service_id, quarter_hour) do update
                        set entered = known.entered + excluded.entered, gone = known.gone + excluded.gone)
                select count(*) from moved
                """).param("most", AT_ONCE).param("active", SubscriptionStatus.ACTIVE.number()).query(Long.class)
                .single() == AT_ONCE;
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

    /// The last days of a service in a time zone, the present one too, the oldest first.
    public List<GrowthDay> days(int serviceId, int howMany, ZoneId zone) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate first = today.minusDays(howMany - 1L);
        long[] past = new long[2];
        Map<LocalDate, long[]> moved = new TreeMap<>();
        jdbc.sql(GROWTH).params(params(serviceId, now, first, today, zone)).query(row -> {
            Instant moment = SqlTime.readOrNull(row, "moment");
            long[] sums = moment == null
                    ? past
                    : moved.computeIfAbsent(LocalDate.ofInstant(moment, zone), _ -> new long[2]);
            sums[0] += row.getLong("entered");
            sums[1] += row.getLong("gone");
        });
        long[] none = new long[2];
        long active = past[0] - past[1];
        List<GrowthDay> days = new ArrayList<>();
        for (LocalDate day : first.datesUntil(today.plusDays(1)).toList()) {
            long[] sums = moved.getOrDefault(day, none);
            active += sums[0] - sums[1];
            days.add(new GrowthDay(day, active, sums[0], sums[1]));
        }
        return days;
    }

    private static Map<String, Object> params(int serviceId, Instant now, LocalDate first, LocalDate today,
            ZoneId zone) {
        Instant start = first.atStartOfDay(zone).toInstant();
        LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
        return Map.of("service", serviceId, "active", SubscriptionStatus.ACTIVE.number(), "day", day, "midnight",
                moment(day.atStartOfDay(ZoneOffset.UTC).toInstant()), "start", moment(start), "end",
                moment(today.plusDays(1).atStartOfDay(zone).toInstant()), "now", moment(now));
    }

    private static OffsetDateTime moment(Instant at) {
        return Objects.requireNonNull(SqlTime.of(at));
    }

    private static Map<String, Object> params(Collection<Integer> serviceIds, Instant now, LocalDate last) {
        Map<String, Object> params = new HashMap<>();
        params.put("services", serviceIds.toArray(Integer[]::new));
        params.put("last", last);
        params.put("after", SqlTime.of(last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
        params.put("now", SqlTime.of(now));
        params.put("tomorrow", SqlTime.of(LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1)
                .atStartOfDay(ZoneOffset.UTC).toInstant()));
        return params;
    }

    private static <C> Object column(List<Row> rows, Function<Row, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
