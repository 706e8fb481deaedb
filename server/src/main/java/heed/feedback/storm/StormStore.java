package heed.feedback.storm;

import heed.database.SqlTime;
import heed.feedback.storm.Storm.Kind;
import heed.feedback.storm.Storm.State;
import heed.ledger.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts of hard errors by minute, and the storms they were.
@Repository
class StormStore {

    static final Duration QUARTER = Duration.ofMinutes(15);
    static final Duration NORM = Duration.ofDays(14);

    private static final String SELECT = """
            select id, kind, name, state, began_at, seen, mean, held, until_at, decided_at, actor, reason from storms""";

    private final JdbcClient jdbc;

    StormStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is counted together.
    record Key(Kind kind, String name) {}

    /// How many came lately, and how many do in a usual quarter of an hour.
    record Rate(int recent, double mean) {}

    /// Adds errors and answers the rates with them. Keys are in one order, against deadlocks.
    Map<Key, Rate> count(SequencedMap<Key, Integer> more, Instant now) {
        String[] kinds = more.keySet().stream().map(key -> key.kind().code()).toArray(String[]::new);
        String[] names = more.keySet().stream().map(Key::name).toArray(String[]::new);
        // The conflict is the primary key.
        jdbc.sql("""
                insert into hard_counts (kind, name, minute, count)
                select kind, name, cast(:minute as timestamptz), count
                from unnest(cast(:kinds as text[]), cast(:names as text[]), cast(:counts as int[]))
                    as given (kind, name, count)
                on conflict (kind, name, minute) do update set count = hard_counts.count + excluded.count
                """).param("minute", SqlTime.of(now.truncatedTo(ChronoUnit.MINUTES))).param("kinds", kinds)
                .param("names", names).param("counts", more.values().toArray(Integer[]::new)).update();
        Map<Key, Rate> rates = new HashMap<>();
        double quarters = (double) NORM.dividedBy(QUARTER);
        // Expects the primary key of hard_counts.
        jdbc.sql("""
                select g.kind, g.name, coalesce(sum(c.count) filter (where c.minute > :recent), 0) as recent,
                    coalesce(sum(c.count) filter (where c.minute <= :recent), 0) as before
                from unnest(cast(:kinds as text[]), cast(:names as text[])) as g (kind, name)
                join hard_counts c on c.kind = g.kind and c.name = g.name and c.minute > :norm
                group by g.kind, g.name
                """).param("kinds", kinds).param("names", names).param("recent", SqlTime.of(now.minus(QUARTER)))
                .param("norm", SqlTime.of(now.minus(NORM))).query(row -> {
                    rates.put(new Key(Kind.ofCode(row.getString("kind")), row.getString("name")),
                            new Rate(row.getInt("recent"), row.getLong("before") / quarters));
                });
        return rates;
    }

    /// Did a person confirm a storm of this kind since then? What confirmed itself shows no more than that nobody looked.
    boolean trusted(Key key, Instant since) {
        // Few rows: expects storms_state.
        return jdbc.sql("""
                select exists(select from storms where state in ('confirming', 'confirmed') and kind = :kind
                and name = :name and decided_at > :since and actor <> :system)""").param("kind", key.kind().code())
                .param("name", key.name()).param("since", SqlTime.of(since))
                .param("system", Actor.SYSTEM.text()).query(Boolean.class).single();
    }

    /// The open storm of a key, begun now where there is none; it holds so many more.
    long hold(Key key, Rate rate, int more, Instant now, Instant until) {
        // The conflict is storms_open.
        return jdbc.sql("""
                insert into storms (kind, name, began_at, seen, mean, held, until_at)
                values (:kind, :name, :now, :seen, :mean, :more, :until)
                on conflict (kind, name) where state = 'open' do update set held = storms.held + excluded.held
                returning id
                """).param("kind", key.kind().code()).param("name", key.name()).param("now", SqlTime.of(now))
                .param("seen", rate.recent()).param("mean", rate.mean()).param("more", more)
                .param("until", SqlTime.of(until)).query(Long.class).single();
    }

    Optional<Storm> find(long id) {
        // Expects the primary key.
        return jdbc.sql(SELECT + " where id = :id").param("id", id).query((row, _) -> storm(row)).optional();
    }

    /// Those that wait for a decision, or whose decision is being carried out; the newest first.
    List<Storm> unfinished() {
        // Expects storms_state.
        return List.copyOf(jdbc.sql(SELECT + " where state in ('open', 'confirming', 'dropping') order by id desc")
                .query((row, _) -> storm(row)).list());
    }

    /// The newest.
    List<Storm> newest(int most) {
        // Expects the primary key, backwards.
        return List.copyOf(jdbc.sql(SELECT + " order by id desc limit :most").param("most", most)
                .query((row, _) -> storm(row)).list());
    }

    /// Decides it, if it is in one of these states.
    boolean decide(long id, List<State> from, State to, Instant now, Actor actor, @Nullable String reason) {
        // Expects the primary key.
        return jdbc.sql("""
                update storms set state = :to, done_id = 0, decided_at = :now, actor = :actor, reason = :reason
                where id = :id and state = any(cast(:from as text[]))
                """).param("to", to.code()).param("now", SqlTime.of(now)).param("actor", actor.text())
                .param("reason", reason).param("id", id)
                .param("from", from.stream().map(State::code).toArray(String[]::new)).update() == 1;
    }

    /// The open ones whose time is over.
    List<Long> overdue(Instant now) {
        // Expects storms_state.
        return List.copyOf(jdbc.sql("select id from storms where state = 'open' and until_at < :now")
                .param("now", SqlTime.of(now)).query(Long.class).list());
    }

    /// The next items that this decision has not reached, under the storm's lock; empty where the storm is in another
    /// state by now.
    Optional<List<Long>> next(long id, State state, int most) {
        // Expects the primary key, then feedback_effects_storm.
        return jdbc.sql("select done_id from storms where id = :id and state = :state for update").param("id", id)
                .param("state", state.code()).query(Long.class).optional()
                .map(done -> List.copyOf(jdbc.sql("""
                        select distinct feedback_id from feedback_effects where storm_id = :id and feedback_id > :done
                        order by feedback_id limit :most
                        """).param("id", id).param("done", done).param("most", most).query(Long.class).list()));
    }

    /// Waits for the steps that are carrying decisions about these storms out, and lets no other begin: the storms that ever
    /// held something of an item, in the order in which [Storms#judge] holds.
    void lockOf(long item) {
        // Expects feedback_effects_feedback, then the primary key.
        jdbc.sql("""
                select id from storms where id in (select storm_id from feedback_effects where feedback_id = :item)
                order by kind desc, name collate "C" for share
                """).param("item", item).query(Long.class).list();
    }

    /// Will a decision about it, made or to be made, come to this item yet? The storm is locked as above.
    boolean reaches(long id, long item) {
        // Expects the primary key.
        return jdbc.sql("""
                select state = 'open' or (state in ('confirming', 'dropping') and done_id < :item) from storms
                where id = :id for share
                """).param("id", id).param("item", item).query(Boolean.class).single();
    }

    /// The decision has reached these items; after the last one it is done.
    void reached(long id, long item, State state) {
        // Expects the primary key.
        jdbc.sql("update storms set done_id = greatest(done_id, :item), state = :state where id = :id")
                .param("item", item).param("state", state.code()).param("id", id).update();
    }

    /// Counts that no norm asks for any more.
    void purge(Instant now) {
        // Expects hard_counts_minute.
        jdbc.sql("delete from hard_counts where minute < :before").param("before", SqlTime.of(now.minus(NORM)))
                .update();
    }

    private static Storm storm(ResultSet row) throws SQLException {
        return new Storm(row.getLong("id"), Kind.ofCode(row.getString("kind")), row.getString("name"),
                State.ofCode(row.getString("state")), SqlTime.read(row, "began_at"), row.getInt("seen"),
                row.getDouble("mean"), row.getInt("held"), SqlTime.read(row, "until_at"),
                SqlTime.readOrNull(row, "decided_at"), row.getString("actor"), row.getString("reason"));
    }
}
