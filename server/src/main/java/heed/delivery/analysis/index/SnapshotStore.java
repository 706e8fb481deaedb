package heed.delivery.analysis.index;

import heed.delivery.analysis.index.SnapshotFile.Snapshot;
import heed.delivery.analysis.index.SnapshotFile.Unusable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps the snapshot file, and the database's word that the file is of its past.
///
/// The token of a file is committed to the database after everything that the file tells. So a database that knows
/// the token has all of it in its history; one that was set back to before, or went another way, does not know it.
/// Nor can it give a transaction id that the file knows a second time, after whatever crash: the token's is higher.
@Component
class SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);
    /// The database forgets old snapshot files, so even an unchanged index is kept anew after a while.
    private static final Duration OLD = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final SnapshotFile file;
    private volatile @Nullable UUID kept;
    private volatile long keptChange = -1;
    private volatile long keptAt;

    SnapshotStore(JdbcClient jdbc, SnapshotFile file) {
        this.jdbc = jdbc;
        this.file = file;
    }

    /// What the file holds, if it can be believed as far as the file itself tells.
    Snapshot read() throws IOException {
        return file.read();
    }

    /// Why the snapshot is not of this database's past, or not everything since stands in the ledger; empty when it
    /// can be believed. Asked in the transaction of the glance. Indexes: primary keys.
    Optional<String> check(Snapshot snapshot, Glance now) {
        Identity identity = snapshot.identity();
        if (!identity.cluster().equals(now.identity().cluster())
                || !identity.instance().equals(now.identity().instance())) {
            return Optional.of("the snapshot file is of another database");
        }
        if (!now.continues(identity)) {
            return Optional.of("the database was restored or migrated since the snapshot file was written");
        }
        if (!knows(snapshot.token())) {
            return Optional.of("the database does not know the snapshot file: it was set back, or the file is old");
        }
        if (!reachesBackTo(snapshot.position().ledgerSeq())) {
            return Optional.of("the ledger no longer reaches back to the snapshot file");
        }
        kept = snapshot.token();
        return Optional.empty();
    }

    /// The file's data stands in memory: it need not be written again while that stays so.
    void believed(Standing standing) {
        keptChange = standing.change();
        keptAt = System.nanoTime();
    }

    /// Writes the file, unless it has all that this tells, which nobody changes meanwhile.
    void keep(Standing copy) throws IOException {
        if (copy.change() != keptChange || System.nanoTime() - keptAt > OLD.toNanos()) {
            write(new Snapshot(UUID.randomUUID(), copy.identity(), copy.position(), copy.data()), copy.started());
            believed(copy);
        }
    }

    /// @param started when the database's server started that the data was read from, as [Glance] has it: another one
    ///     may have lost what this one told, and must not learn the token
    private void write(Snapshot snapshot, String started) throws IOException {
        long begun = System.nanoTime();
        file.prepare(snapshot);
        int known = jdbc.sql("""
                insert into index_files (id)
                select :id::uuid from boot
                where boot.id || ' ' || pg_postmaster_start_time() || ' ' || 'ledger'::regclass::oid = :started""")
                .param("id", snapshot.token()).param("started", started).update();
        if (known == 0) {
            throw new Unusable("the database was started anew meanwhile");
        }
        file.replace();
        // Few rows, no index. A file this old is not worth its catch-up.
        jdbc.sql("delete from index_files where id = :last::uuid or made_at < now() - interval '30 days'")
                .param("last", kept).update();
        kept = snapshot.token();
        LOG.info("The profile index was kept in its snapshot file within {} ms",
                (System.nanoTime() - begun) / 1_000_000);
    }

    private boolean knows(UUID token) {
        return jdbc.sql("select exists(select from index_files where id = :id)").param("id", token)
                .query(Boolean.class).single();
    }

    /// Months are dropped from the oldest: if the last entry that the file knows is there, all later ones are.
    private boolean reachesBackTo(long seq) {
        return seq == 0 || jdbc.sql("select exists(select from ledger where seq = :seq)").param("seq", seq)
                .query(Boolean.class).single();
    }
}
