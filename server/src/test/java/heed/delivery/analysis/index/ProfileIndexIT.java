package heed.delivery.analysis.index;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.Channel;
import heed.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileIndexIT {
    private final ProfileIndex index = TestServer.bean(ProfileIndex.class);
    private final DataSource database = TestServer.bean(DataSource.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void afterAnyWritesTheIndexEqualsOneLoadedAnew(long seed) throws SQLException {
        Random random = new Random(seed);
        index.catchUp();
        try (Connection connection = open()) {
            RandomWrites writes = new RandomWrites(connection, TestServer.unique("index"), seed);
            for (int round = 0; round < 40; round++) {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    writes.write();
                }
                connection.commit();
                index.catchUp();
            }
        }
        assertThat(index.equalsFreshLoad()).as("seed %d", seed).isTrue();
    }

    @Test
    void aTransactionThatStaysOpenOverManyCommitsIsSeenOnceItCommits() throws SQLException {
        try (Connection slow = open(); Connection quick = open()) {
            RandomWrites late = new RandomWrites(slow, TestServer.unique("slow"), 5);
            RandomWrites early = new RandomWrites(quick, TestServer.unique("quick"), 6);
            late.makeProfile();
            late.optOut();
            for (int i = 0; i < 100; i++) {
                early.makeProfile();
                early.optOut();
                quick.commit();
                assertThat(i % 10 > 0 || index.equalsFreshLoad()).as("commit %d", i).isTrue();
            }
            slow.commit();

            assertThat(index.equalsFreshLoad()).isTrue();
        }
    }

    @Test
    void whatIsRolledBackIsNeverSeen() throws SQLException {
        try (Connection connection = open()) {
            RandomWrites writes = new RandomWrites(connection, TestServer.unique("rolled"), 7);
            long before = living();
            writes.makeProfile();
            index.catchUp();
            connection.rollback();

            assertThat(living()).isEqualTo(before);
            assertThat(index.equalsFreshLoad()).isTrue();
        }
    }

    @Test
    void whatASavepointKeepsIsSeenWithItsTransaction() throws SQLException {
        try (Connection connection = open()) {
            RandomWrites writes = new RandomWrites(connection, TestServer.unique("saved"), 8);
            long before = living();
            writes.makeProfile();
            Savepoint savepoint = connection.setSavepoint();
            writes.makeProfile();
            connection.rollback(savepoint);
            connection.setSavepoint();
            writes.makeProfile();
            index.catchUp();
            connection.commit();

            assertThat(living()).isEqualTo(before + 2);
            assertThat(index.equalsFreshLoad()).isTrue();
        }
    }

    @Test
    void aRequestSeesEveryCommitBeforeItAlsoWhileOthersCatchUp() throws SQLException {
        CountDownLatch stop = new CountDownLatch(1);
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            while (stop.getCount() > 0) {
                index.catchUp();
            }
        });
        try (Connection connection = open()) {
            RandomWrites writes = new RandomWrites(connection, TestServer.unique("seen"), 9);
            long before = living();
            for (int i = 1; i <= 50; i++) {
                writes.makeProfile();
                connection.commit();
                assertThat(living()).isEqualTo(before + i);
            }
        } finally {
            stop.countDown();
            others.join();
        }
    }

    @Test
    void theAnswerStandsAtOneSnapshotAndSaysWhich() {
        Position first = index.ask(IndexView::position);
        Position second = index.ask(view -> {
            view.facts(Channel.EMAIL, null, Instant.EPOCH);
            return view.position();
        });

        assertThat(first.snapshot()).matches("\\d+:\\d+:.*");
        assertThat(second.ledgerSeq()).isGreaterThanOrEqualTo(first.ledgerSeq());
    }

    private long living() {
        return index.ask(view -> view.living().getLongCardinality());
    }

    private Connection open() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
