package heed.feedback;

import heed.database.SqlTime;
import heed.ledger.Actor;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Feedback as rows: what came in, which never changes, and what it was understood as.
@Repository
public class InboxStore {

    private static final String SELECT = """
            select id, received_at, way, sender, provider_id, envelope, actor, size, state, type, reason, enhanced_code,
                pattern, text, error, channel, recipients, delivery_id, profile_id, held, classified_at
            from feedback where true""";
    private static final String RAW = "select id, received_at, way, sender, once, envelope, actor, turn, raw from feedback";

    private final JdbcClient jdbc;

    InboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(String sender, String once) {}

    private record Waiting(long id, int size) {}

    /// Adds those that did not come before; answers the ids of all, in the order given.
    List<Long> insert(List<Incoming> incoming, Instant now) {
        Map<Key, Long> ids = new HashMap<>();
        // The conflict is the unique constraint on (sender, once); sorted by it, against deadlocks. The ids follow the
        // order given all the same: what came first is understood first.
        jdbc.sql("""
                with given as materialized (
                    select nextval(pg_get_serial_sequence('feedback', 'id')) as id, g.*
                    from unnest(cast(:way as text[]), cast(:sender as text[]), cast(:once as text[]),
                        cast(:providerId as text[]), cast(:envelope as text[]), cast(:actor as text[]),
                        cast(:raw as bytea[])) as g (way, sender, once, provider_id, envelope, actor, raw))
                insert into feedback (id, received_at, way, sender, once, provider_id, envelope, actor, size, raw)
                overriding system value
                select id, cast(:now as timestamptz), way, sender, once, provider_id, envelope, actor,
                    octet_length(raw), raw
                from given order by sender, once
                on conflict (sender, once) do nothing
                returning id, sender, once
                """)
                .param("now", SqlTime.of(now)).params(columns(incoming)).query(row -> {
                    ids.put(new Key(row.getString(2), row.getString(3)), row.getLong(1));
                });
        if (incoming.stream().anyMatch(one -> !ids.containsKey(key(one)))) {
            known(incoming, ids);
        }
        return incoming.stream().map(one -> Objects.requireNonNull(ids.get(key(one)))).toList();
    }

    private void known(List<Incoming> incoming, Map<Key, Long> ids) {
        // Expects the unique constraint on (sender, once).
        jdbc.sql("""
                select f.id, f.sender, f.once
                from unnest(cast(:sender as text[]), cast(:once as text[])) as given (sender, once)
                join feedback f on f.sender = given.sender and f.once = given.once
                """).param("sender", texts(incoming, Incoming::sender)).param("once", texts(incoming, Incoming::once))
                .query(row -> {
                    ids.put(new Key(row.getString(2), row.getString(3)), row.getLong(1));
                });
    }

    /// Takes the oldest that wait, for this transaction alone: at most so many, and no more bytes than that unless the
    /// first has more.
    public List<StoredFeedback> claim(int most, long bytes) {
        // Expects feedback_received.
        List<Waiting> waiting = List.copyOf(jdbc.sql("""
                select id, size from feedback where state = 'received' order by id limit :most for update skip locked
                """).param("most", most).query((row, _) -> new Waiting(row.getLong(1), row.getInt(2))).list());
        List<Long> taken = new ArrayList<>();
        long sum = 0;
        for (Waiting one : waiting) {
            sum += one.size();
            if (!taken.isEmpty() && sum > bytes) {
                break;
            }
            taken.add(one.id());
        }
        // Expects the primary key.
        return taken.isEmpty()
                ? List.of()
                : List.copyOf(jdbc.sql(RAW + " where id = any(cast(:ids as bigint[])) order by id")
                        .param("ids", taken.toArray(Long[]::new)).query((row, _) -> stored(row)).list());
    }

    /// Takes one for this transaction, whatever its state.
    public Optional<StoredFeedback> lock(long id) {
        // Expects the primary key.
        return jdbc.sql(RAW + " where id = :id for update").param("id", id).query((row, _) -> stored(row)).optional();
    }

    /// The same, only if it waits to be understood.
    public Optional<StoredFeedback> lockWaiting(long id) {
        // Expects the primary key.
        return jdbc.sql(RAW + " where id = :id and state = 'received' for update").param("id", id)
                .query((row, _) -> stored(row)).optional();
    }

    /// Writes what these were understood as.
    public void write(List<Outcome> outcomes) {
        // Expects the primary key.
        jdbc.sql("""
                update feedback f set state = g.state, turn = g.turn, type = g.type, reason = g.reason,
                    enhanced_code = g.enhanced_code, pattern = g.pattern, text = g.text, error = g.error,
                    channel = g.channel, recipients = string_to_array(g.recipients, chr(1)),
                    delivery_id = g.delivery_id, profile_id = g.profile_id, held = g.held,
                    classified_at = cast(g.at as timestamptz)
                from unnest(cast(:id as bigint[]), cast(:state as text[]), cast(:turn as int[]), cast(:type as text[]),
                    cast(:reason as text[]), cast(:code as text[]), cast(:pattern as text[]), cast(:text as text[]),
                    cast(:error as text[]), cast(:channel as smallint[]), cast(:recipients as text[]),
                    cast(:delivery as bigint[]), cast(:profile as int[]), cast(:held as boolean[]),
                    cast(:at as text[])) as g (id, state, turn, type, reason, enhanced_code, pattern, text, error,
                    channel, recipients, delivery_id, profile_id, held, at)
                where f.id = g.id
                """).params(Outcome.columns(outcomes)).update();
    }

    /// Something it did was decided otherwise.
    ///
    /// @param held whether it holds an address yet
    /// @param why what is to be shown of it, or null
    public void settled(long id, boolean held, @Nullable String why) {
        // Expects the primary key.
        jdbc.sql("update feedback set held = :held, turn = turn + 1, error = :why where id = :id").param("id", id)
                .param("held", held).param("why", why).update();
    }

    /// Something could not be done about it: it waits for a person. What it did stands.
    public void failed(long id, String why) {
        // Expects the primary key.
        jdbc.sql("update feedback set state = 'failed', error = :why where id = :id").param("id", id)
                .param("why", why).update();
    }

    /// One, without its bytes.
    public Optional<FeedbackItem> find(long id) {
        // Expects the primary key.
        return jdbc.sql(SELECT + " and id = :id").param("id", id).query((row, _) -> item(row)).optional();
    }

    /// The bytes as they came.
    public Optional<byte[]> raw(long id) {
        // Expects the primary key.
        return jdbc.sql("select raw from feedback where id = :id").param("id", id).query(byte[].class).optional();
    }

    /// At most `most` with an id below `before`, newest first.
    public List<FeedbackItem> page(FeedbackFilter filter, long before, int most) {
        Map<String, @Nullable Object> params = filter.params();
        params.put("before", before);
        params.put("most", most);
        // Expects feedback_recipients, feedback_provider_id and feedback_text for a search, else feedback_received or
        // feedback_open for a state, feedback_type, feedback_way, or the primary key, backwards.
        return List.copyOf(jdbc.sql(SELECT + filter.conditions() + " and id < :before order by id desc limit :most")
                .params(params).query((row, _) -> item(row)).list());
    }

    /// The newest of a sender that are not longer than that.
    public List<StoredFeedback> newest(String sender, int most, int bytes) {
        // Expects the primary key, backwards: what one sender says is seldom far back.
        return List.copyOf(jdbc
                .sql(RAW + " where sender = :sender and size <= :bytes order by id desc limit :most")
                .param("sender", sender).param("bytes", bytes).param("most", most).query((row, _) -> stored(row))
                .list());
    }

    /// How many wait for a person, up to a limit.
    public int open(FeedbackState state, int most) {
        // Expects feedback_open.
        return jdbc.sql("""
                select count(*) from (select from feedback where state in ('review', 'failed') and state = :state
                limit :most) as waiting""").param("state", state.code()).param("most", most).query(Integer.class)
                .single();
    }

    private static Key key(Incoming one) {
        return new Key(one.sender(), one.once());
    }

    private static Map<String, Object> columns(List<Incoming> incoming) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("way", texts(incoming, one -> one.way().code()));
        columns.put("sender", texts(incoming, Incoming::sender));
        columns.put("once", texts(incoming, Incoming::once));
        columns.put("providerId", texts(incoming, Incoming::providerId));
        columns.put("envelope", texts(incoming, Incoming::envelope));
        columns.put("actor", texts(incoming, one -> one.actor().text()));
        columns.put("raw", incoming.stream().map(Incoming::raw).toArray(byte[][]::new));
        return columns;
    }

    private static Object texts(List<Incoming> incoming, Function<Incoming, @Nullable String> text) {
        return incoming.stream().map(text).toArray(String[]::new);
    }

    private static StoredFeedback stored(ResultSet row) throws SQLException {
        return new StoredFeedback(row.getLong("id"), SqlTime.read(row, "received_at"),
                Way.ofCode(row.getString("way")).orElseThrow(), row.getString("sender"), row.getString("once"),
                row.getString("envelope"), new Actor(row.getString("actor")), row.getInt("turn"), row.getBytes("raw"));
    }

    private static FeedbackItem item(ResultSet row) throws SQLException {
        String type = row.getString("type");
        String reason = row.getString("reason");
        Integer channel = row.getObject("channel", Integer.class);
        return new FeedbackItem(row.getLong("id"), SqlTime.read(row, "received_at"),
                Way.ofCode(row.getString("way")).orElseThrow(), row.getString("sender"), row.getString("provider_id"),
                row.getString("envelope"), row.getString("actor"), row.getInt("size"),
                FeedbackState.ofCode(row.getString("state")).orElseThrow(),
                type == null ? null : Meaning.ofCode(type).orElseThrow(),
                reason == null ? null : ErrorReason.ofCode(reason).orElseThrow(), row.getString("enhanced_code"),
                row.getString("pattern"), row.getString("text"), row.getString("error"),
                channel == null ? null : Channel.ofNumber(channel), recipients(row.getArray("recipients")),
                row.getObject("delivery_id", Long.class), row.getObject("profile_id", Integer.class),
                row.getBoolean("held"), SqlTime.readOrNull(row, "classified_at"));
    }

    private static List<String> recipients(@Nullable Array array) throws SQLException {
        return array != null && array.getArray() instanceof String[] texts ? List.of(texts) : List.of();
    }
}
