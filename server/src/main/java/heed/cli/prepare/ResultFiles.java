package heed.cli.prepare;

import heed.delivery.analysis.CauseSet;
import heed.delivery.analysis.Waterfall;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.roaringbitmap.IntIterator;

/// Writes target.csv (`profile,address`) and exclusions.csv (`profile,address,cause,causes`), both in order of the
/// profiles file. A file stands under its name only when it is complete.
final class ResultFiles {

    private static final int BUFFER = 1 << 20;

    private final Population people;

    private final Waterfall waterfall;

    ResultFiles(Population people, Waterfall waterfall) {
        this.people = people;
        this.waterfall = waterfall;
    }

    void writeTarget(Path file) throws IOException {
        write(file, "profile,address\n", out -> {
            IntIterator target = waterfall.target().getIntIterator();
            while (target.hasNext()) {
                people.writeRow(target.next(), out);
                out.write('\n');
            }
        });
    }

    void writeExclusions(Path file) throws IOException {
        short[] causes = causes();
        Map<Short, byte[]> endings = new HashMap<>();
        write(file, "profile,address,cause,causes\n", out -> {
            for (int id = 1; id < causes.length; id++) {
                if (causes[id] != 0) {
                    people.writeRow(id, out);
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
        return codes.stream().collect(Collectors.joining("|", "," + codes.getFirst() + ",", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private interface Body {

        void writeTo(OutputStream out) throws IOException;
    }

    private static void write(Path file, String header, Body body) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER)) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            body.writeTo(out);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
