package heed.cli.prepare;

import heed.cli.Failure;
import heed.delivery.analysis.CauseSet;
import heed.delivery.analysis.Waterfall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BatchIterator;

/// Writes target.csv (`profile,address`) and exclusions.csv (`profile,address,cause,causes`), both in order of the
/// profiles file.
final class ResultFiles {

    private static final int BATCH = 4096;

    private final Population people;

    private final Waterfall waterfall;

    ResultFiles(Population people, Waterfall waterfall) {
        this.people = people;
        this.waterfall = waterfall;
    }

    /// Writes what is asked for, both files at once; a null is not wanted.
    void write(@Nullable Path target, @Nullable Path exclusions) {
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<?> first = target == null ? null : beside.submit(() -> writeTarget(target));
            if (exclusions != null) {
                writeExclusions(exclusions);
            }
            if (first != null) {
                first.get();
            }
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", problem);
        } catch (ExecutionException problem) {
            throw problem.getCause() instanceof Failure told ? told : new IllegalStateException(problem.getCause());
        }
    }

    private void writeTarget(Path file) {
        Population.Walk walk = people.new Walk();
        ResultFile.write(file, out -> {
            out.write(bytes("profile,address\n"));
            BatchIterator target = waterfall.target().getBatchIterator();
            int[] batch = new int[BATCH];
            while (target.hasNext()) {
                int size = target.nextBatch(batch);
                for (int i = 0; i < size; i++) {
                    walk.writeRow(batch[i], out);
                    out.write((byte) '\n');
                }
            }
        });
    }

    private void writeExclusions(Path file) {
        short[] causes = causes();
        Map<Short, byte[]> endings = new HashMap<>();
        Population.Walk walk = people.new Walk();
        ResultFile.write(file, out -> {
            out.write(bytes("profile,address,cause,causes\n"));
            for (int id = 1; id < causes.length; id++) {
                if (causes[id] != 0) {
                    walk.writeRow(id, out);
                    out.write(endings.computeIfAbsent(causes[id], this::ending));
                }
            }
        });
    }

    /// By id: a bit for each row of the waterfall that excludes it. One pass over each bitmap instead of asking every
    /// bitmap for every profile.
    private short[] causes() {
        List<CauseSet> rows = waterfall.rows();
        if (rows.size() > Short.SIZE) {
            throw new IllegalStateException("more causes than bits: " + rows.size());
        }
        short[] causes = new short[people.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            short bit = (short) (1 << row);
            rows.get(row).matching().forEach((int id) -> causes[id] |= bit);
        }
        return causes;
    }

    private byte[] ending(short bits) {
        List<String> codes = IntStream.range(0, waterfall.rows().size()).filter(row -> (bits & (1 << row)) != 0)
                .mapToObj(row -> waterfall.rows().get(row).rule().code()).toList();
        return bytes(codes.stream().collect(Collectors.joining("|", "," + codes.getFirst() + ",", "\n")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
