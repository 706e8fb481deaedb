package heed.exchange;

import heed.database.SqlTime;
import heed.ledger.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The imports and how far they are.
@Repository
public class ImportStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Import.OnOff>> SWITCHES = new TypeReference<>() {
    };
    private static final String COLUMNS = """
            id, kind, state, options, actor, file, sha256, done_lines, progress, error_bytes, read, created, applied,
                unchanged, rejected, switches, error, accepted_at, finished_at, undone_at""";

    private final JdbcClient jdbc;

    ImportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A file that lies safe on disk becomes an import.
    long insert(ImportKind kind, ImportOptions options, Actor actor, StoredFile file, Instant now) {
        return jdbc.sql("""
                insert into imports (kind, state, options, actor, file, sha256, bytes, accepted_at)
                values (:kind, 'running', cast(:options as jsonb), :actor, :file, :sha256, :bytes, :now)
                returning id
                """).param("kind", kind.code()).param("options", JSON.writeValueAsString(options))
                .param("actor", actor.text()).param("file", file.path().getFileName().toString())
                .param("sha256", HexFormat.of().parseHex(file.sha256())).param("bytes", file.bytes())
                .param("now", SqlTime.of(now))
                .query(Long.class).single();
    }

    /// The import of that number.
    public Optional<Import> find(long id) {
        // Expects the primary key.
        return jdbc.sql("select " + COLUMNS + " from imports where id = :id").param("id", id)
                .query((row, _) -> read(row)).optional();
    }

    /// Newest first.
    public List<Import> list(long before, int limit) {
        // Expects the primary key, backwards.
        return List
                .copyOf(jdbc.sql("select " + COLUMNS + " from imports where id < :before order by id desc limit :limit")
                        .param("before", before).param("limit", limit).query((row, _) -> read(row)).list());
    }

    /// Those that failed since then and were not undone, the newest first; files that were only tried are not among them.
    public List<Import> failed(Instant since, int limit) {
        // Expects the primary key, backwards; few rows: imports are thousands at most.
        return List.copyOf(jdbc.sql("select " + COLUMNS + """
                 from imports where state = 'failed' and finished_at >= :since and undone_at is null
                    and not coalesce((options->>'dryRun')::boolean, false)
                order by id desc limit :limit""").param("since", SqlTime.of(since)).param("limit", limit)
                .query((row, _) -> read(row)).list());
    }

    /// One that has not come to its end.
    ///
    /// @param file the name of its stored file
    record Running(long id, String file) {}

    /// Those at work, and those that a stop of a server has interrupted, oldest first.
    List<Running> running() {
        // Few rows: imports are thousands at most.
        return List.copyOf(jdbc.sql("select id, file from imports where state = 'running' order by id")
                .query((row, _) -> new Running(row.getLong("id"), row.getString("file"))).list());
    }

    /// It has come to its end.
    ///
    /// @param error why it failed, or null
    void finish(long id, Import.State state, @Nullable String error, Instant now) {
        forget(id);
        jdbc.sql("""
                update imports set state = :state, error = :error, finished_at = :now,
                    progress = case when :state = 'done' then 1 else progress end
                where id = :id
                """).param("state", state.code()).param("error", error)
                .param("now", SqlTime.of(now)).param("id", id).update();
    }

    /// A dry run that was interrupted begins anew.
    void begin(long id) {
        forget(id);
        jdbc.sql("delete from import_batches where import_id = :id").param("id", id).update();
        jdbc.sql("""
                update imports set done_lines = 0, progress = 0, error_bytes = 0, read = 0, created = 0, applied = 0,
                    unchanged = 0, rejected = 0, switches = '{}'
                where id = :id
                """).param("id", id).update();
    }

    /// What only a dry run at work needs.
    private void forget(long id) {
        for (String table : List.of("import_dry_keys", "import_dry_subjects", "import_dry_rows")) {
            // Expects the primary key, which begins with the import.
            jdbc.sql("delete from " + table + " where import_id = :id").param("id", id).update();
        }
    }

    private static Import read(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        String state = row.getString("state");
        return new Import(row.getLong("id"), ImportKind.ofCode(kind).orElseThrow(), Arrays.stream(Import.State.values())
                .filter(one -> one.code().equals(state)).findFirst().orElseThrow(),
                JSON.readValue(row.getString("options"), ImportOptions.class), new Actor(row.getString("actor")),
                row.getString("file"), HexFormat.of().formatHex(row.getBytes("sha256")), row.getLong("done_lines"),
                row.getDouble("progress"), row.getLong("error_bytes"),
                new Import.Counts(row.getLong("read"), row.getLong("created"), row.getLong("applied"),
                        row.getLong("unchanged"), row.getLong("rejected")),
                JSON.readValue(row.getString("switches"), SWITCHES), row.getString("error"),
                SqlTime.read(row, "accepted_at"), SqlTime.readOrNull(row, "finished_at"),
                SqlTime.readOrNull(row, "undone_at"));
    }
}
