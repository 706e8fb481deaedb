package heed.delivery.analysis.index;

import heed.delivery.analysis.index.LedgerTail.Sighting;
import heed.delivery.analysis.index.SnapshotFile.Snapshot;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// All profiles' facts in memory, at exactly one snapshot of the database, never older than the last commit before
/// the question.
///
/// About 13 bytes a profile with e-mail and SMS. Read from its snapshot file or, where that cannot be believed,
/// loaded whole; then kept up by reading the ledger's new entries and the present state of what they touch. Another
/// database under it, a snapshot ahead of the server's, or very much changed means a full load. Questions run side by
/// side; a catch-up waits for them only while it applies what it has read.
@Component
public class ProfileIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileIndex.class);

    private final TransactionTemplate snapshot;
    private final TransactionTemplate outside;
    private final JdbcTemplate jdbc;
    private final LedgerTail tail;
    private final IndexLoader loader;
    private final SnapshotStore files;
    private final CatchUpGate gate = new CatchUpGate();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final ReentrantLock keeping = new ReentrantLock();
    private final AtomicBoolean behind = new AtomicBoolean();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Standing standing;
    private volatile LoadProgress progress = new LoadProgress(0);
    private final AtomicInteger fullLoads = new AtomicInteger();

    ProfileIndex(PlatformTransactionManager transactions, JdbcTemplate jdbc, LedgerTail tail, IndexLoader loader,
            SnapshotStore files) {
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setReadOnly(true);
        outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.jdbc = jdbc;
        this.tail = tail;
        this.loader = loader;
        this.files = files;
    }

    /// Catches up, then asks. The answer is about one snapshot, in which everything is that was committed before
    /// this call. The question must keep nothing of the view, and should be short: a catch-up waits for it.
    public <T> T ask(Function<IndexView, T> question) {
        while (true) {
            catchUp();
            Optional<T> answer = answer(Optional::of, question);
            if (answer.isPresent()) {
                return answer.get();
            } // Else the catch-up of somebody else has failed meanwhile.
        }
    }

    /// Asks without catching up where nothing has happened since the index last did: the answer is then about one
    /// snapshot taken after this call began, as that of [#ask]. Empty when something has, or while there is no index:
    /// then the caller asks the database, and the index catches up soon, for those who come later. What the question
    /// needs from the database is looked up after the snapshot was taken.
    public <L, T> Optional<T> askUnchanged(Supplier<L> look, BiFunction<L, IndexView, T> question) {
        Standing before = standing;
        Glance now = before == null ? null : outside.execute(_ -> tail.glance(before.position()));
        if (before == null || now == null || !before.continues(now) || now.news()) {
            behind.set(true);
            return Optional.empty();
        }
        L seen = look.get();
        return unlessChanged(before, now.position(), view -> question.apply(seen, view));
    }

    /// The same about the living profile with a key, in one trip. Empty also when nobody living has it.
    public <T> Optional<T> askUnchanged(String key, BiFunction<Integer, IndexView, T> question) {
        Standing before = standing;
        Sighting now = before == null ? null : outside.execute(_ -> tail.sight(before, key));
        if (before == null || now == null || !now.unchangedSince(before)) {
            behind.set(true);
            return Optional.empty();
        }
        return Optional.ofNullable(now.profile())
                .flatMap(id -> unlessChanged(before, now.position(), view -> question.apply(id, view)));
    }

    private <T> Optional<T> unlessChanged(Standing before, Position now, Function<IndexView, T> question) {
        return answer(still -> still.change() == before.change() ? Optional.of(still.at(now)) : Optional.empty(),
                question);
    }

    private <T> Optional<T> answer(Function<Standing, Optional<Standing>> at, Function<IndexView, T> question) {
        lock.readLock().lock();
        try {
            return Optional.ofNullable(standing).flatMap(at).map(view -> question.apply(new IndexView(view)));
        } finally {
            lock.readLock().unlock();
        }
    }

    /// For those whom [#askUnchanged] could not answer.
    void catchUpIfBehind() {
        if (behind.getAndSet(false)) {
            catchUp();
        }
    }

    /// Brings the index to a snapshot taken after this call began.
    public void catchUp() {
        // Never in the caller's transaction: its snapshot may be old, and leaves out what it has written itself.
        gate.pass(() -> outside.executeWithoutResult(_ -> step()));
    }

    /// How far a load has come, 0 to 1; 1 when questions are answered at once.
    public double progress() {
        return standing != null ? 1 : progress.share();
    }

    /// Writes the snapshot file, unless the file has all that the index knows. Questions and catch-ups go on.
    ///
    /// @throws IOException when it cannot be written; the file stays as it was
    public void keep() throws IOException {
        keeping.lock();
        try {
            Standing copy = copy();
            if (copy != null) {
                files.keep(copy);
            }
        } finally {
            keeping.unlock();
        }
    }

    /// Reads everything from the tables, whatever is in memory or in the snapshot file: for measurements.
    public void loadAnew() {
        gate.pass(() -> outside.executeWithoutResult(_ -> {
            clear();
            loadFromTables();
        }));
    }

    /// What a full load sends to the database: for measurements.
    public static List<String> statements() {
        return IndexRelations.statements();
    }

    /// For tests: how often everything was read from the tables.
    int fullLoads() {
        return fullLoads.get();
    }

    /// For tests: whether the index, as it stands, equals one loaded anew.
    boolean equalsFreshLoad() {
        catchUp();
        var fresh = inSnapshot(() -> read(connection -> loader.load(connection, new LoadProgress(0))));
        return Objects.requireNonNull(standing).data().sameAs(fresh);
    }

    private void step() {
        Standing last = standing;
        Glance now = tail.glance(last == null ? Position.NONE : last.position());
        if (last == null || !last.continues(now)) {
            begin();
        } else if (now.news()) {
            inSnapshot(() -> follow(last));
        } else {
            standing = last.at(now.position());
        }
    }

    /// From the snapshot file if it is to be believed, else from the tables.
    private void begin() {
        clear();
        try {
            Snapshot file = files.read();
            inSnapshot(() -> resume(file));
        } catch (IOException why) {
            LOG.info("The profile index is loaded from the tables: {}", why.getMessage());
            loadFromTables();
        }
    }

    private void clear() {
        stand(null, () -> {
        });
        tail.beginBoot();
        if (tail.settle()) {
            LOG.info("The database is in another cluster than before, or new: what its ledger holds is settled");
        }
        progress = new LoadProgress(tail.expectedRows());
    }

    private void loadFromTables() {
        inSnapshot(() -> load(tail.glance(Position.NONE)));
    }

    private Standing resume(Snapshot file) {
        Glance now = tail.glance(file.position());
        Optional<String> refused = files.check(file, now);
        if (refused.isPresent()) {
            LOG.info("The profile index is loaded from the tables: {}", refused.get());
            return load(now);
        }
        Standing kept = new Standing(file.identity(), now.started(), file.position(), changed(), file.data());
        files.believed(kept);
        return follow(kept);
    }

    private Standing follow(Standing last) {
        Glance now = tail.glance(last.position());
        if (!last.continues(now)) {
            return load(now);
        }
        Touched touched = tail.since(last.position(), last.identity());
        return touched.isMuchOf(last.data().living) ? load(now) : patch(last, touched, now);
    }

    private Standing load(Glance now) {
        long begun = System.nanoTime();
        Position position = new Position(now.position().snapshot(), tail.highest());
        IndexData data = read(connection -> loader.load(connection, progress));
        fullLoads.incrementAndGet();
        LOG.info("The profile index was loaded: {} profiles within {} ms", data.living.getLongCardinality(),
                (System.nanoTime() - begun) / 1_000_000);
        return stand(new Standing(now.identity(), now.started(), position, changed(), data), () -> {
        });
    }

    private Standing patch(Standing last, Touched touched, Glance now) {
        IndexPatch patch = read(connection -> loader.patch(connection, touched, last.data()));
        Standing next = new Standing(last.identity(), last.started(), now.position().with(touched.highest), changed(),
                last.data());
        return stand(next, () -> patch.applyTo(last.data()));
    }

    private <T extends @Nullable Standing> T stand(T next, Runnable change) {
        lock.writeLock().lock();
        try {
            // A change that fails half-way leaves nothing to stand on: the next question begins anew.
            standing = null;
            change.run();
            standing = next;
            return next;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private long changed() {
        return changes.incrementAndGet();
    }

    private @Nullable Standing copy() {
        lock.readLock().lock();
        try {
            Standing now = standing;
            return now == null ? null : now.copy();
        } finally {
            lock.readLock().unlock();
        }
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<T>) reading::from));
    }

    private <T> T inSnapshot(Supplier<T> reading) {
        return Objects.requireNonNull(snapshot.execute(_ -> {
            // A load of many millions takes longer than a request may.
            jdbc.execute("set local statement_timeout = 0");
            return reading.get();
        }));
    }
}
