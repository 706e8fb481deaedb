package heed.exchange.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.exchange.Import;
import heed.exchange.ImportKind;
import heed.exchange.ImportOptions;
import heed.exchange.Row;
import heed.exchange.RowFormat;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import heed.ledger.Actor;
import heed.testing.TestServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

/// A job and its database: what it refuses is the row's fault or its own, and a row is rejected for the first alone; a job
/// that breaks off at its very end does not lose its sums.
class ImportJobIT {

    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final JdbcTemplate template = TestServer.bean(JdbcTemplate.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void forget() {
        jdbc.sql("delete from imports where actor = 'import job'").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "23514", "54000"})
    void aValueThatCannotBeStoredRejectsItsRowAlone(String state) throws IOException {
        Import work = work(false);

        assertThat(run(work, new Refusing(refusal(state)))).isTrue();

        assertThat(errors(work)).containsExactly("3,the database cannot store it,two");
        assertThat(counts(work)).isEqualTo("read 3, applied 2, rejected 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25006", "XX001", "XX002", "58030", "42P01", "40P01", "55P03", "57014"})
    void aDatabaseThatFailsBlamesNoRowAndStopsTheImport(String state) throws IOException {
        Import work = work(false);

        assertThatThrownBy(() -> run(work, new Refusing(refusal(state)))).isInstanceOf(DataAccessException.class);

        assertThat(errors(work)).isEmpty();
        assertThat(counts(work)).isEqualTo("read 1, applied 1, rejected 0");
    }

    @Test
    void aDatabaseThatOnlyReadsStopsTheImport() {
        Import work = work(false);

        assertThatThrownBy(
                () -> run(work, new Refusing("set transaction read only", "delete from imports where false")))
                .isInstanceOf(DataAccessException.class).rootCause().hasMessageContaining("read-only");

        assertThat(counts(work)).isEqualTo("read 1, applied 1, rejected 0");
    }

    @Test
    void aRowThatADryRunCannotTryInTimeFailsItAndSaysWhich() {
        Import work = work(true);

        assertThatThrownBy(() -> run(work, new Refusing("set local statement_timeout = '20ms'", "select pg_sleep(5)")))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("line 3: a dry run tries a row for at most 5 seconds");
    }

    /// As when the server ends between the sums and the word that the import is done, and goes on at its next start.
    @Test
    void theSumsOfAnImportThatBrokeOffAtItsEndAreMadeOnce() throws IOException {
        Import work = work(false);
        ImportRunner runner = runner(new Refusing());
        assertThat(run(work, runner)).isTrue();

        runner.sumUp(work);
        String once = sums(work);
        runner.sumUp(work);

        assertThat(once).isEqualTo("3 members, 3 created, 0 batches");
        assertThat(sums(work)).isEqualTo(once);
    }

    private static String refusal(String state) {
        return "do $$ begin raise exception 'refused' using errcode = '" + state + "'; end $$";
    }

    private boolean run(Import work, RowKind<Word> kind) throws IOException {
        return run(work, runner(kind));
    }

    private boolean run(Import work, ImportRunner runner) throws IOException {
        Path file = Files.writeString(folder.resolve("words.csv"), "word\none\ntwo\nthree\n");
        return runner.run(work, file, folder.resolve(work.idText()), Runnable::run, () -> false);
    }

    private static ImportRunner runner(RowKind<Word> kind) {
        return new ImportRunner(List.of(kind), TestServer.bean(ProgressStore.class), TestServer.bean(DryRowStore.class),
                TestServer.bean(PlatformTransactionManager.class), DataSize.ofMegabytes(1));
    }

    private String sums(Import work) {
        return jdbc.sql("""
                select members, created_ids, (select count(*) from import_batches where import_id = :id) as batches
                from imports where id = :id""").param("id", work.id())
                .query((row, _) -> "%d members, %d created, %d batches"
                        .formatted(count(row.getBytes(1)), count(row.getBytes(2)), row.getLong(3)))
                .single();
    }

    private static int count(byte[] bitmap) {
        return new ImmutableRoaringBitmap(ByteBuffer.wrap(bitmap)).getCardinality();
    }

    private Import work(boolean dryRun) {
        ImportOptions options = new ImportOptions(RowFormat.CSV, false, null, null, dryRun, false);
        long id = jdbc.sql("""
                insert into imports (kind, state, options, actor, file, sha256, bytes)
                values ('profiles', 'running', '{}', 'import job', 'words.csv', '', 1) returning id""")
                .query(Long.class)
                .single();
        return new Import(id, ImportKind.PROFILES, Import.State.RUNNING, options, new Actor("import job"),
                "words.csv", "",
                0, 0, 0, new Import.Counts(0, 0, 0, 0, 0), Map.of(), null, Instant.EPOCH, null, null);
    }

    private List<String> errors(Import work) throws IOException {
        Path file = folder.resolve(work.idText());
        return Files.exists(file) ? Files.readAllLines(file).stream().skip(1).toList() : List.of();
    }

    private String counts(Import work) {
        return jdbc.sql("""
                select 'read ' || read || ', applied ' || applied || ', rejected ' || rejected from imports
                where id = :id""").param("id", work.id()).query(String.class).single();
    }

    private record Word(Row row) implements RowKind.Parsed {}

    /// Rows that change nothing, but one.
    private final class Refusing implements RowKind<Word> {

        private static final long LINE = 3;

        private final List<String> statements;

        /// @param statements what the row of the second word does
        Refusing(String... statements) {
            this.statements = List.of(statements);
        }

        @Override
        public ImportKind kind() {
            return ImportKind.PROFILES;
        }

        @Override
        public RowParser<Word> parser(RowReader reader, Import work) {
            return Word::new;
        }

        @Override
        public List<Set<String>> subjects(Import work, List<Word> rows) {
            return rows.stream().map(_ -> Set.<String>of()).toList();
        }

        @Override
        public void apply(Import work, List<Word> rows, SeenLines seen, Tally tally) {
            for (Word word : rows) {
                if (word.row().line() == LINE) {
                    statements.forEach(template::execute);
                }
                tally.applied();
                tally.createdProfile(Math.toIntExact(word.row().line()));
                tally.member(Math.toIntExact(word.row().line()));
            }
        }
    }
}
