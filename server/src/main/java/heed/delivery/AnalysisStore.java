package heed.delivery;

import heed.database.SqlTime;
import heed.delivery.Analysis.Counts;
import heed.delivery.Analysis.Result;
import heed.delivery.Analysis.Row;
import heed.delivery.Analysis.State;
import heed.delivery.analysis.CauseSet;
import heed.delivery.analysis.PortableBitmap;
import heed.delivery.analysis.Waterfall;
import heed.delivery.analysis.index.Position;
import heed.rules.ExclusionRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Analyses as they are stored: counts to show, bitmaps to page. At most one a delivery.
@Component
public class AnalysisStore {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;

    AnalysisStore(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /// A new analysis takes the place of the last one. Index: unique (delivery_id).
    long begin(long delivery) {
        delete(delivery);
        return jdbc.sql("insert into analyses (delivery_id, state) values (:delivery, :state) returning id")
                .param("delivery", delivery).param("state", State.RUNNING.code()).query(Long.class).single();
    }

    /// Takes the analysis away, if there is one. Index: unique (delivery_id).
    void delete(long delivery) {
        jdbc.sql("delete from analyses where delivery_id = :delivery").param("delivery", delivery).update();
    }

    /// Says how far it is; a commit of its own. Index: primary key.
    void progress(long analysis, double progress) {
        jdbc.sql("update analyses set progress = :progress where id = :id").param("id", analysis)
                .param("progress", progress).update();
    }

    /// Keeps the result, and what was asked as JSON; false when it was marked failed before. Index: primary key.
    boolean done(long analysis, Result result, Waterfall waterfall, String typology, String audience) {
        boolean kept = jdbc.sql("""
                update analyses set state = :state, progress = 1, position = :position, ledger_seq = :ledgerSeq,
                    moment = :moment, typology = :typology::jsonb, audience = :audience::jsonb, unknown = :unknown,
                    members = :members, target = :target, members_count = :membersCount,
                    target_count = :targetCount, prepared_at = :preparedAt, duration_ms = :durationMs
                where id = :id and state = :running""").param("id", analysis).param("state", State.DONE.code())
                .param("running", State.RUNNING.code()).param("position", result.position().snapshot())
                .param("ledgerSeq", result.position().ledgerSeq())
                .param("moment", SqlTime.of(result.moment())).param("typology", typology).param("audience", audience)
                .param("unknown", result.counts().unknown())
                .param("members", PortableBitmap.bytes(waterfall.audience()))
                .param("target", PortableBitmap.bytes(waterfall.target()))
                .param("membersCount", result.counts().audience()).param("targetCount", result.counts().target())
                .param("preparedAt", SqlTime.of(result.preparedAt())).param("durationMs", result.durationMs())
                .update() > 0;
        if (kept) {
            insert(analysis, waterfall.rows());
        }
        return kept;
    }

    /// False when it does not run: it may have come to its end, though whoever waited was not told. Index: primary key.
    boolean failed(long analysis, String error) {
        return jdbc.sql("update analyses set state = :state, error = :error where id = :id and state = :running")
                .param("id", analysis).param("state", State.FAILED.code()).param("running", State.RUNNING.code())
                .param("error", error).update() > 0;
    }

    /// Analyses by delivery that are at work, here or elsewhere, or whose server ended; a short table.
    Map<Long, Long> running() {
        Map<Long, Long> running = new TreeMap<>();
        jdbc.sql("select delivery_id, id from analyses where state = :state").param("state", State.RUNNING.code())
                .query(row -> {
                    running.put(row.getLong("delivery_id"), row.getLong("id"));
                });
        return running;
    }

    /// A delivery whose last analysis came to nothing.
    ///
    /// @param delivery its id
    /// @param label what people call it
    /// @param error why
    public record Failed(long delivery, String label, String error) {}

    /// Those whose last analysis failed, the newest first. A short table, with its bitmaps beside it.
    public List<Failed> failed(int limit) {
        return List.copyOf(jdbc.sql("""
                select d.id, d.label, coalesce(a.error, '') as error
                from analyses a join deliveries d on d.id = a.delivery_id
                where a.state = :failed and d.deleted_at is null order by a.id desc limit :limit""")
                .param("failed", State.FAILED.code())
                .param("limit", limit)
                .query((row, n) -> new Failed(row.getLong("id"), row.getString("label"), row.getString("error")))
                .list());
    }

    /// The delivery's analysis, without bitmaps. Index: unique (delivery_id).
    public Optional<Analysis> find(long delivery) {
        return jdbc.sql("""
                select id, state, progress, error, position, ledger_seq, moment, unknown, members_count, target_count,
                       prepared_at, duration_ms
                from analyses where delivery_id = :delivery""").param("delivery", delivery)
                .query((row, n) -> analysis(row)).optional();
    }

    /// The delivery's finished analysis with its bitmaps, as it was made. Index: unique (delivery_id).
    public Optional<Waterfall> waterfall(long analysis) {
        return jdbc.sql("select members, target from analyses where id = :id and state = :done").param("id", analysis)
                .param("done", State.DONE.code())
                .query((row, n) -> new Waterfall(bitmap(row, "members"), bitmap(row, "target"), sets(analysis)))
                .optional();
    }

    /// The target alone, of a delivery whose analysis is done. Index: unique (delivery_id).
    public RoaringBitmap target(long delivery) {
        return jdbc.sql("select target from analyses where delivery_id = :delivery").param("delivery", delivery)
                .query((row, n) -> bitmap(row, "target")).single();
    }

    /// All rows in one trip, in order of precedence. One statement over arrays would copy the bitmaps, megabytes at ten
    /// million profiles, three times more.
    private void insert(long analysis, List<CauseSet> rows) {
        batch.batchUpdate("""
                insert into analysis_causes (analysis_id, place, cause, detail, matching, deciding_count,
                    matching_count, only_count)
                values (:analysis, :place, :cause, :detail, :matching, :deciding, :count, :only)""",
                IntStream.range(0, rows.size()).mapToObj(place -> parameters(analysis, place, rows.get(place)))
                        .toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource parameters(long analysis, int place, CauseSet row) {
        return new MapSqlParameterSource("analysis", analysis).addValue("place", place)
                .addValue("cause", row.rule().code()).addValue("detail", row.detail(), Types.VARCHAR)
                .addValue("matching", PortableBitmap.bytes(row.matching())).addValue("deciding", row.deciding())
                .addValue("count", row.matchingCount()).addValue("only", row.only());
    }

    private Analysis analysis(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        State state = State.ofCode(row.getString("state"));
        return new Analysis(id, state, row.getDouble("progress"), row.getString("error"),
                state == State.DONE ? result(id, row) : null);
    }

    private @Nullable Result result(long id, ResultSet row) throws SQLException {
        Counts counts = new Counts(row.getLong("members_count"), row.getInt("unknown"), row.getLong("target_count"),
                rows(id));
        return new Result(new Position(row.getString("position"), row.getLong("ledger_seq")),
                SqlTime.read(row, "moment"), counts, SqlTime.read(row, "prepared_at"), row.getLong("duration_ms"));
    }

    private List<Row> rows(long analysis) {
        return List.copyOf(jdbc.sql("""
                select cause, detail, deciding_count, matching_count, only_count
                from analysis_causes where analysis_id = :analysis order by place""").param("analysis", analysis)
                .query((row, n) -> new Row(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4),
                        row.getLong(5)))
                .list());
    }

    private List<CauseSet> sets(long analysis) {
        return List.copyOf(jdbc.sql("""
                select cause, detail, matching, deciding_count, only_count
                from analysis_causes where analysis_id = :analysis order by place""").param("analysis", analysis)
                .query((row, n) -> new CauseSet(ExclusionRule.ofCode(row.getString("cause")).orElseThrow(),
                        row.getString("detail"), bitmap(row, "matching"), row.getLong("deciding_count"),
                        row.getLong("only_count")))
                .list());
    }

    private static RoaringBitmap bitmap(ResultSet row, String column) throws SQLException {
        return PortableBitmap.read(row.getBytes(column));
    }
}
