package heed.benchmarks.analysis;

import static java.util.stream.Collectors.joining;

import heed.benchmarks.Figure;
import heed.benchmarks.Row;
import heed.benchmarks.RunningHeed;
import heed.benchmarks.Setting;
import heed.benchmarks.Value;
import heed.delivery.analysis.index.ProfileIndex;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Loading the profile index whole, beside the COPY runs it is built from; and what it needs of the heap.
public final class IndexRow implements Row {

    private static final int TIMES = 3;
    private static final int COLLECTIONS = 5;
    private static final int CHANGES = 10_000;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        RunningHeed heed = setting.heed();
        Value copy = Value.ofTurns(1, TIMES, turn -> Value.nanos(() -> copy(heed, ProfileIndex.statements())));
        setting.progress().say("COPY: " + copy.text());
        Value load = Value.ofTurns(1, TIMES, turn -> {
            ProfileIndex index = heed.another(ProfileIndex.class);
            return Value.nanos(index::loadAnew);
        });
        setting.progress().say("load: " + load.text());
        Value file = fromFile(setting);
        setting.progress().say("from the snapshot file: " + file.text());
        return List.of(Figure.atMost("index-file",
                "index from its snapshot file, catch-up over %,d changes included".formatted(CHANGES), file, 1000),
                Figure.within("index-load", "index load", load, "the COPY … TO STDOUT (FORMAT binary) it is built from",
                        copy, 2.5),
                Figure.atMost("index-memory", "index memory, e-mail and SMS in use", memory(setting), 20));
    }

    /// Keeps the index in its file, opts people out of SMS, and reads the file in indexes that know nothing.
    private static Value fromFile(Setting setting) throws Exception {
        RunningHeed heed = setting.heed();
        ProfileIndex kept = heed.bean(ProfileIndex.class);
        kept.catchUp();
        kept.keep();
        Path changes = setting.scratch().resolve("changes.csv");
        int step = Math.max(1, setting.people().size() / CHANGES);
        Files.writeString(changes, IntStream.range(0, Math.min(CHANGES, setting.people().size()))
                .mapToObj(i -> setting.people().key(1 + i * step) + ",sms\n")
                .collect(joining("", "key,channel\n", "")));
        heed.importFile("opt_outs", changes);
        return Value.ofTurns(1, TIMES, turn -> {
            ProfileIndex index = heed.another(ProfileIndex.class);
            return Value.nanos(index::catchUp);
        });
    }

    private static void copy(RunningHeed heed, List<String> statements) throws Exception {
        try (Connection connection = heed.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String statement : statements) {
                copy.copyOut(statement, OutputStream.nullOutputStream());
            }
            connection.rollback();
        }
    }

    private static Value memory(Setting setting) {
        ProfileIndex index = setting.heed().another(ProfileIndex.class);
        long without = heap();
        index.loadAnew();
        long with = heap();
        int people = Objects.requireNonNull(index.ask(view -> view.living().getCardinality()));
        return Value.once((with - without) / (double) people, "bytes a profile");
    }

    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
