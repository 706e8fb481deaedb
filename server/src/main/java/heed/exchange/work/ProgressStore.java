package heed.exchange.work;

import heed.database.IndexPlans;
import heed.exchange.Import;
import heed.rules.optout.Switch;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// How far an import is, written in the transaction of each batch.
@Repository
class ProgressStore {

    /// So long a statement of a batch may take.
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    ProgressStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Bounds the transaction, and takes the import for it: false where another process has gone on with it. Its
    /// statements go by index.
    boolean take(Import work, long doneLines) {
        IndexPlans.stay(jdbc);
        jdbc.sql("select set_config('statement_timeout', :longest, true)")
                .param("longest", Long.toString(LONGEST.toMillis())).query((_, _) -> true).single();
        // Expects the primary key.
        return jdbc.sql("""
                select id from imports where id = :id and state = 'running' and done_lines = :done for update
                """).param("id", work.id()).param("done", doneLines).query(Long.class).optional().isPresent();
    }

    /// Writes down what a batch came to.
    void advance(Import work, Chunk<?> chunk, Tally tally, long errorBytes) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", work.id());
        values.put("done", chunk.lastLine());
        values.put("progress", chunk.part());
        values.put("errorBytes", errorBytes);
        values.put("read", chunk.size());
        values.put("created", tally.createdCount());
        values.put("applied", tally.appliedCount());
        values.put("unchanged", tally.unchangedCount());
        values.put("rejected", tally.rejectedRows().size());
        jdbc.sql("""
                update imports set done_lines = :done, progress = :progress, error_bytes = :errorBytes,
                    read = read + :read, created = created + :created, applied = applied + :applied,
                    unchanged = unchanged + :unchanged, rejected = rejected + :rejected
                where id = :id
                """).params(values).update();
        if (!tally.switches().isEmpty()) {
            addSwitches(work, tally.switches());
        }
        addBatch(work, chunk, tally);
        addDryKeys(work, tally);
    }

    private void addSwitches(Import work, Map<Switch, long[]> counted) {
        Map<String, Import.OnOff> sums = new LinkedHashMap<>(JSON.readValue(
                jdbc.sql("select switches from imports where id = :id").param("id", work.id()).query(String.class)
                        .single(),
                JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Import.OnOff.class)));
        counted.forEach((which, onOff) -> sums.merge(which.code(), new Import.OnOff(onOff[0], onOff[1]),
                (one, other) -> new Import.OnOff(one.on() + other.on(), one.off() + other.off())));
        jdbc.sql("update imports set switches = cast(:switches as jsonb) where id = :id")
                .param("switches", JSON.writeValueAsString(sums)).param("id", work.id()).update();
    }

    private void addBatch(Import work, Chunk<?> chunk, Tally tally) {
        jdbc.sql("""
                insert into import_batches (import_id, last_line, profile_ids, lines, created_ids)
                values (:id, :line, :ids, :lines, :created)
                """).param("id", work.id()).param("line", chunk.lastLine()).param("ids", tally.memberIds())
                .param("lines", tally.memberLines()).param("created", bytes(tally.createdIds())).update();
    }

    private void addDryKeys(Import work, Tally tally) {
        if (!tally.dryKeys().isEmpty()) {
            jdbc.sql("""
                    insert into import_dry_keys (import_id, key, line)
                    select :id, key, line from unnest(cast(:keys as text[]), cast(:lines as bigint[])) as d (key, line)
                    """).param("id", work.id()).param("keys", tally.dryKeys().keySet().toArray(String[]::new))
                    .param("lines", tally.dryKeys().values().toArray(Long[]::new)).update();
        }
    }

    /// In which lines the committed batches met which profile.
    SeenLines seen(Import work) {
        SeenLines seen = new SeenLines();
        eachBatch(work, (ids, lines, _) -> seen.put(ids, lines));
        return seen;
    }

    /// Sums the batches up when all are committed.
    void sumUp(Import work) {
        RoaringBitmap members = new RoaringBitmap();
        RoaringBitmap created = new RoaringBitmap();
        eachBatch(work, (ids, _, made) -> {
            members.or(RoaringBitmap.bitmapOfUnordered(ids));
            created.or(made);
        });
        // Once only: whoever comes back after a break finds no batches any more, and the sums are there.
        jdbc.sql("""
                update imports set members = :members, created_ids = :created
                where id = :id and (members is null or exists (select from import_batches where import_id = :id))""")
                .param("members", bytes(members)).param("created", bytes(created)).param("id", work.id()).update();
        jdbc.sql("delete from import_batches where import_id = :id").param("id", work.id()).update();
    }

    private interface BatchReader {
        void read(int[] ids, int[] lines, RoaringBitmap created);
    }

    private void eachBatch(Import work, BatchReader reader) {
        List<Long> batches = List.copyOf(jdbc.sql("""
                select last_line from import_batches where import_id = :id order by last_line
                """).param("id", work.id()).query(Long.class).list());
        for (long batch : batches) {
            // Expects the primary key; one at a time, for all of them are large.
            jdbc.sql("""
                    select profile_ids, lines, created_ids from import_batches
                    where import_id = :id and last_line = :line
                    """).param("id", work.id()).param("line", batch).query(row -> {
                reader.read(ints((Integer[]) row.getArray(1).getArray()), ints((Integer[]) row.getArray(2).getArray()),
                        bitmap(row.getBytes(3)));
            });
        }
    }

    private static int[] ints(Integer[] boxed) {
        return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }

    private static RoaringBitmap bitmap(byte[] bytes) {
        return new ImmutableRoaringBitmap(ByteBuffer.wrap(bytes)).toRoaringBitmap();
    }

    private static byte[] bytes(RoaringBitmap ids) {
        ids.runOptimize();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ids.serialize(new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
