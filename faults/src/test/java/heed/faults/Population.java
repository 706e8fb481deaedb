package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Wire.Ask;
import heed.faults.Wire.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The people of a server under test, what was acknowledged about them, and whether the server still knows it.
final class Population {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final ChildServer server;
    private final ChildServer owner;
    private final Set<String> optedOut = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();

    Population(ChildServer server) {
        this(server, server);
    }

    /// @param owner whose embedded database the server works on
    Population(ChildServer server, ChildServer owner) {
        this.server = server;
        this.owner = owner;
    }

    /// People who have just been imported.
    ///
    /// @param prefix of their keys, `prefix-0` …
    /// @param importId the import
    record People(String prefix, int size, String importId) {

        List<String> keys() {
            return IntStream.range(0, size).mapToObj(i -> prefix + "-" + i).toList();
        }
    }

    /// A prefix that nobody has.
    String prefix() {
        return "p" + number.incrementAndGet();
    }

    /// Imports people, each with an address of their own.
    People add(int size) {
        String prefix = prefix();
        String rows = IntStream.range(0, size).mapToObj(i -> row(prefix, i)).collect(Collectors.joining());
        String id = imported(Ask.csv("/imports?kind=profiles", "key,email\n" + rows)).path("id").asString();
        return new People(prefix, size, id);
    }

    static String row(String prefix, int i) {
        return prefix + "-" + i + ",m" + i + "@" + prefix + ".example.org\n";
    }

    /// Posts a file and waits for the end of its import.
    JsonNode imported(Ask ask) {
        return end(server.wire().untilAnswered(ask).orFail().json().path("id").asString());
    }

    /// Waits for the end of an import.
    JsonNode end(String id) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < until) {
            Reply reply = server.wire().get("/imports/" + id);
            if (reply.good() && !reply.json().path("state").asString().equals("running")) {
                assertThat(reply.json().path("state").asString()).as(reply.text()).isEqualTo("done");
                return reply.json();
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("the import does not end: " + server.wire().get("/imports/" + id));
    }

    /// Their opt-out was acknowledged.
    void acknowledge(String key) {
        optedOut.add(key);
    }

    /// How many of these acknowledged opt-outs the server does not show, by its API and its ledger.
    long lost(Set<String> keys) {
        Set<String> recorded = Set.copyOf(database().sql("""
                select p.key from profiles p join ledger l on l.profile_id = p.id
                where l.kind = 'opt_out' and p.key = any(:keys)""").param("keys", keys.toArray(String[]::new))
                .query(String.class).list());
        return keys.stream().filter(key -> {
            Reply reply = server.wire().get("/profiles/" + key + "/opt-outs");
            return !reply.good() || !recorded.contains(key)
                    || (!reply.json().path("all").asBoolean() && reply.json().path("channels").isEmpty());
        }).count();
    }

    /// How many ledger entries of opt-outs there are beyond one a profile.
    long repeated(String prefix) {
        return number("""
                select coalesce(sum(n - 1), 0) from (
                    select count(*) as n from profiles p join ledger l on l.profile_id = p.id
                    where l.kind = 'opt_out' and p.key >= :prefix || '-' and p.key < :prefix || '.'
                    group by p.id) s""", prefix);
    }

    /// A number about those of a prefix.
    long number(String sql, String prefix) {
        return database().sql(sql).param("prefix", prefix).query(Long.class).single();
    }

    /// Makes a delivery by e-mail.
    String delivery(String audience) {
        return server.wire().untilAnswered(Ask.post("/deliveries",
                "{\"label\":\"" + prefix() + "\",\"channel\":\"email\",\"audience\":" + audience + "}")).orFail().json()
                .path("id").asString();
    }

    /// Prepares it, again where an analysis was interrupted; returns the result.
    JsonNode prepare(String delivery) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < until) {
            Reply reply = server.wire().send(Ask.post("/deliveries/" + delivery + "/analysis", ""));
            if (reply.good() && reply.json().path("state").asString().equals("done")) {
                return reply.json();
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("not prepared: " + server.wire().get("/deliveries/" + delivery + "/analysis"));
    }

    /// The target of a new delivery to everybody holds nobody who opted out, and whom it leaves out is accounted for;
    /// the index is what a full load would make it.
    void checkTarget() {
        String delivery = delivery("{\"type\":\"all\"}");
        JsonNode result = prepare(delivery);
        Set<String> target = new HashSet<>();
        server.wire().get("/deliveries/" + delivery + "/target").orFail().text().lines()
                .forEach(line -> assertThat(target.add(JSON.readTree(line).path("profile").asString())).isTrue());
        long excluded = 0;
        for (JsonNode row : result.path("exclusions")) {
            excluded += row.path("deciding").asLong();
        }

        assertThat(target).as("target").filteredOn(optedOut::contains).isEmpty();
        assertThat(result.path("target").asLong() + excluded).isEqualTo(result.path("audience").asLong());
        assertThat(target).hasSize(Math.toIntExact(number("""
                select count(*) from profiles p where p.key > :prefix and deleted_at is null
                    and exists (select from profile_addresses a where a.profile_id = p.id and a.channel = 1)
                    and not exists (select from opt_outs o where o.profile_id = p.id and o.switch in (0, 1))""", "")));
        checkIndex();
    }

    /// The index equals one that is loaded anew.
    void checkIndex() {
        assertThat(server.wire().untilAnswered(new Ask("GET", "/probe/index", "", "", null)).orFail().json()
                .path("equalsFreshLoad").asBoolean()).as("the index equals a full load").isTrue();
    }

    /// What is done on a connection in a transaction that is never committed.
    interface Step {
        void run(Statement statement) throws SQLException;
    }

    /// Does it; the connection may be broken afterwards.
    void inTransaction(Step step) {
        try (Connection connection = owner.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                step.run(statement);
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith("08");
        }
    }

    JdbcClient database() {
        return owner.database();
    }
}
