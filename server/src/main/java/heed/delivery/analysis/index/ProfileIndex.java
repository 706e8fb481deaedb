package heed.delivery.analysis.index;

import heed.delivery.analysis.FactSets;
import heed.delivery.analysis.index.LedgerTail.Identity;
import heed.rules.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// All profiles' facts in memory, at exactly one snapshot of the database, never older than the last commit before
/// the question.
///
/// About 12 bytes a profile with e-mail and SMS. Loaded whole at the first question, then kept up by reading the
/// ledger's new entries and the present state of what they touch. Another database under it, a snapshot ahead of
/// the server's, or very much changed means a full load. Safe for many threads: questions run side by side, a
/// catch-up waits for them only while it applies what it has read.
@Component
public class ProfileIndex {
    /// Beyond this many touched profiles, and this share of all, everything is read anew: it is faster.
    private static final int MANY = 200_000;
    private static final int SHARE = 4;

    private final TransactionTemplate snapshot;
    private final JdbcTemplate jdbc;
    private final LedgerTail tail;
    private final IndexLoader loader;
    private final CatchUpGate gate = new CatchUpGate();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable Standing standing;

    /// Where the index stands, and of which database.
    private record Standing(Identity identity, Position position, IndexData data) {}

    ProfileIndex(PlatformTransactionManager transactions, JdbcTemplate jdbc, LedgerTail tail, IndexLoader loader) {
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setReadOnly(true);
        this.jdbc = jdbc;
        this.tail = tail;
        this.loader = loader;
    }

    /// What a question sees: the index standing still. Valid only inside the question.
    public static final class View {
        private final Standing standing;

        private View(Standing standing) {
            this.standing = standing;
        }

        /// Where the index stands.
        public Position position() {
            return standing.position();
        }

        /// The facts for a channel, a service (null: the delivery names none) and a moment.
        public FactSets facts(Channel channel, @Nullable Integer service, Instant moment) {
            return standing.data().facts(channel, service, moment);
        }

        /// Everybody who may be in an audience. Not a copy.
        public RoaringBitmap living() {
            return standing.data().living;
        }

        /// Everybody who ever had a subscription to the service.
        public RoaringBitmap everSubscribed(int service) {
            return standing.data().everSubscribed(service);
        }
    }

    /// Catches up, then asks. The answer is about one snapshot, in which everything is that was committed before
    /// this call. The question must keep nothing of the view, and should be short: a catch-up waits for it.
    public <T> T ask(Function<View, T> question) {
        catchUp();
        lock.readLock().lock();
        try {
            return question.apply(new View(Objects.requireNonNull(standing)));
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Brings the index to a snapshot taken after this call began.
    public void catchUp() {
        gate.pass(() -> snapshot.executeWithoutResult(status -> step()));
    }

    /// Loads while nobody waits for it yet.
    @EventListener(ApplicationReadyEvent.class)
    void loadAhead() {
        Thread.startVirtualThread(this::catchUp);
    }

    /// For tests: whether the index, as it stands, equals one loaded anew.
    boolean equalsFreshLoad() {
        catchUp();
        IndexData fresh = Objects.requireNonNull(snapshot.execute(status -> read(loader::load)));
        return Objects.requireNonNull(standing).data().sameAs(fresh);
    }

    private void step() {
        // A load of many millions takes longer than a request may.
        jdbc.execute("set local statement_timeout = 0");
        Position now = tail.position();
        Identity identity = tail.identity();
        Standing last = standing;
        if (last == null || !last.identity().equals(identity) || !tail.isPast(last.position())) {
            load(identity, now);
            return;
        }
        Touched touched = tail.since(last.position(), identity);
        if (tooMany(touched, last.data())) {
            load(identity, now);
        } else {
            patch(last, touched, new Standing(identity, now, last.data()));
        }
    }

    private static boolean tooMany(Touched touched, IndexData data) {
        long many = touched.profiles.getLongCardinality() + touched.addresses.getLongCardinality();
        return many > MANY && many > data.living.getLongCardinality() / SHARE;
    }

    private void load(Identity identity, Position now) {
        IndexData data = read(loader::load);
        stand(() -> {
        }, new Standing(identity, now, data));
    }

    private void patch(Standing last, Touched touched, Standing next) {
        IndexPatch patch = read(connection -> loader.patch(connection, touched, last.data()));
        stand(() -> patch.applyTo(next.data()), next);
    }

    private void stand(Runnable change, Standing next) {
        lock.writeLock().lock();
        try {
            // A change that fails half-way leaves nothing to stand on: the next question loads anew.
            standing = null;
            change.run();
            standing = next;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<T>) reading::from));
    }
}
