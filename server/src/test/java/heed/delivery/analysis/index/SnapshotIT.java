package heed.delivery.analysis.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heed.delivery.analysis.index.SnapshotFile.Snapshot;
import heed.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A start from the snapshot file equals a full load, or is one.
class SnapshotIT {
    private final DataSource database = TestServer.bean(DataSource.class);
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aStartFromTheFileEqualsAFullLoadWhateverHappenedSince(long seed) throws SQLException, IOException {
        Random random = new Random(seed);
        kept();
        try (Connection connection = open(); Connection slow = open()) {
            RandomWrites late = new RandomWrites(slow, TestServer.unique("late"), seed + 100);
            RandomWrites writes = new RandomWrites(connection, TestServer.unique("restart"), seed);
            for (int round = 0; round < 8; round++) {
                late.makeProfile();
                write(writes, connection, random.nextInt(12));
                ProfileIndex index = start();
                assertThat(index.equalsFreshLoad()).as("seed %d round %d", seed, round).isTrue();
                assertThat(index.fullLoads()).as("seed %d round %d", seed, round).isZero();
                write(writes, connection, random.nextInt(12));
                if (round % 3 == 2) {
                    slow.commit();
                }
                if (random.nextBoolean()) {
                    index.catchUp();
                }
                index.keep();
            }
        }
    }

    @Test
    void anUnchangedIndexIsNotWrittenAgain() throws IOException {
        ProfileIndex index = kept();
        byte[] before = Files.readAllBytes(file());

        index.catchUp();
        index.keep();

        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void aDamagedFileIsNeverBelieved(long seed) throws IOException {
        Random random = new Random(seed);
        kept();
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            // Every byte of the head in turn, then any.
            int at = i < 40 ? 2 * i + (int) seed % 2 : random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), damaged);
            assertThat(new SnapshotFile(file())).as("seed %d, byte %d", seed, at).satisfies(this::isRefused);
        }
        for (int i = 0; i < 20; i++) {
            int length = i < 10 ? i * 7 : random.nextInt(whole.length);
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(new SnapshotFile(file())).as("seed %d, cut at %d", seed, length).satisfies(this::isRefused);
        }
        ProfileIndex index = start();
        assertThat(index.equalsFreshLoad()).isTrue();
        assertThat(index.fullLoads()).isEqualTo(1);
    }

    @Test
    void aFileThatTheDatabaseDoesNotKnowIsNotBelieved() throws IOException {
        kept();
        // As after the database was set back to before the file was written.
        jdbc.sql("delete from index_files").update();

        assertLoadsFully();
    }

    @Test
    void aFileAheadOfTheDatabaseIsNotBelieved() throws IOException {
        Snapshot snapshot = keptSnapshot();
        rewrite(snapshot.identity(), new Position("4611686018427387905:4611686018427387905:", 0), snapshot);

        assertLoadsFully();
    }

    @Test
    void aFileOfAnotherDatabaseClusterOrSchemaIsNotBelieved() throws IOException {
        Snapshot snapshot = keptSnapshot();
        Identity is = snapshot.identity();

        rewrite(new Identity("1", is.instance(), is.settledSeq(), is.schema()), snapshot.position(), snapshot);
        assertLoadsFully();
        rewrite(new Identity(is.cluster(), "1", is.settledSeq(), is.schema()), snapshot.position(), snapshot);
        assertLoadsFully();
        rewrite(new Identity(is.cluster(), is.instance(), is.settledSeq() + 1, is.schema()), snapshot.position(),
                snapshot);
        assertLoadsFully();
        rewrite(new Identity(is.cluster(), is.instance(), is.settledSeq(), is.schema() - 1), snapshot.position(),
                snapshot);
        assertLoadsFully();
    }

    @Test
    void aFileFromBeforeTheLedgersFirstEntryIsNotBelieved() throws IOException {
        Snapshot snapshot = keptSnapshot();
        rewrite(snapshot.identity(), new Position(snapshot.position().snapshot(), Long.MAX_VALUE), snapshot);

        assertLoadsFully();
    }

    @Test
    void aFileHoldsNoAddressAndNoKey() throws SQLException, IOException {
        try (Connection connection = open()) {
            RandomWrites writes = new RandomWrites(connection, TestServer.unique("secret"), 41);
            write(writes, connection, 60);
        }
        kept();

        String content = Files.readString(file(), StandardCharsets.ISO_8859_1);
        assertThat(content).doesNotContain("secret").doesNotContain(".example");
        assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
    }

    private void isRefused(SnapshotFile file) {
        assertThat(catchThrowable(file::read)).isInstanceOf(IOException.class);
    }

    private void assertLoadsFully() throws IOException {
        ProfileIndex index = start();
        assertThat(index.equalsFreshLoad()).isTrue();
        assertThat(index.fullLoads()).isEqualTo(1);
    }

    private ProfileIndex kept() throws IOException {
        ProfileIndex index = start();
        index.catchUp();
        index.keep();
        return index;
    }

    private Snapshot keptSnapshot() throws IOException {
        kept();
        return new SnapshotFile(file()).read();
    }

    private void rewrite(Identity identity, Position position, Snapshot snapshot) throws IOException {
        SnapshotFile file = new SnapshotFile(file());
        file.prepare(new Snapshot(snapshot.token(), identity, position, snapshot.data()));
        file.replace();
    }

    private static void write(RandomWrites writes, Connection connection, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            writes.write();
        }
        connection.commit();
    }

    private ProfileIndex start() {
        return StartedIndex.over(database, file());
    }

    private Path file() {
        return folder.resolve("profiles.snapshot");
    }

    private Connection open() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
