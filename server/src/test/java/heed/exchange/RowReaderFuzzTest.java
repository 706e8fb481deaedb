package heed.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Made-up files, read through windows of odd sizes. The seed is the test's parameter.
class RowReaderFuzzTest {

    private static final String[] PIECES = {"a", "é", "𝄞", " ", "\"", ",", "\r", "\n", "\r\n", "=", "'", "0"};
    private static final String[] ENDS = {"\n", "\r\n", "\r"};
    private static final String[] SOUP = {"\"", "\"", ",", ",", "\r", "\n", "\r\n", "a", "b,", "é", "\u0000", "{", "}",
            ":", "\"key\"", "[", "1e5", "\\ud800", "\uFEFF"};

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /// What a writer that keeps to RFC 4180 wrote comes back cell by cell, each row with the line a text editor shows.
    @ParameterizedTest
    @MethodSource("seeds")
    void whatAWriterWroteIsReadBack(long seed) throws IOException {
        Random random = new Random(seed);
        int columns = 1 + random.nextInt(5);
        StringBuilder file = new StringBuilder();
        List<String> expected = new ArrayList<>();
        String header = String.join(",", LongStream.range(0, columns).mapToObj(i -> "c" + i).toList());
        file.append(header).append(end(random));
        for (int row = random.nextInt(60); row > 0; row--) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                cells.add(cell(random));
            }
            // A row of one empty cell would be a blank line.
            String text = columns == 1 && cells.getFirst().isEmpty() ? "\"\"" : written(cells, random);
            expected.add(line(file) + "|" + cells);
            file.append(text).append(end(random));
            if (random.nextInt(8) == 0) {
                file.append(end(random));
            }
        }

        assertThat(read(file.toString().getBytes(UTF_8), random, RowFormat.CSV)).isEqualTo(expected);
    }

    /// Whatever the bytes are, nothing is thrown but for the header, and it does not matter how they arrive.
    @ParameterizedTest
    @MethodSource("seeds")
    void noiseIsReadTheSameHoweverItArrives(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder noise = new StringBuilder("key,b\n");
        for (int i = random.nextInt(400); i > 0; i--) {
            noise.append(SOUP[random.nextInt(SOUP.length)]);
        }
        byte[] bytes = noise.toString().getBytes(UTF_8);
        if (bytes.length > 6 && random.nextBoolean()) {
            bytes[6 + random.nextInt(bytes.length - 6)] = (byte) 0xC3;
        }

        for (RowFormat format : RowFormat.values()) {
            List<String> whole = read(bytes, null, format);
            assertThat(read(bytes, random, format)).isEqualTo(whole);
            assertThat(whole).allSatisfy(row -> assertThat(row).matches("(?s)[1-9][0-9]*[|!].*"));
        }
    }

    private static String cell(Random random) {
        StringBuilder cell = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            cell.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return cell.toString();
    }

    private static String written(List<String> cells, Random random) {
        return String.join(",", cells.stream().map(cell -> {
            boolean must = cell.matches("(?s).*[\",\r\n].*");
            return must || random.nextInt(4) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }).toList());
    }

    private static String end(Random random) {
        return ENDS[random.nextInt(ENDS.length)];
    }

    /// The line that what comes next stands in.
    private static int line(StringBuilder before) {
        return 1 + before.toString().replace("\r\n", "\n").replace('\r', '\n').replaceAll("[^\n]", "").length();
    }

    private static List<String> read(byte[] file, @Nullable Random pieces, RowFormat format)
            throws IOException {
        InputStream in = new ByteArrayInputStream(file);
        List<String> found = new ArrayList<>();
        try (RowReader reader = RowReader.open(pieces == null ? in : new InPieces(in, pieces), format)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                found.add(switch (line) {
                    case Row row -> row.line() + "|" + cells(reader, row);
                    case BadRow bad -> bad.line() + "!" + bad.reason() + "!" + bad.raw();
                });
            }
        }
        return found;
    }

    private static List<String> cells(RowReader reader, Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < reader.columns().size(); i++) {
            String json = row.json(i);
            String text = json == null || !json.startsWith("\"") ? json : row.text(i);
            cells.add(text == null ? "" : text);
        }
        return cells;
    }

    /// Gives a few bytes at a time.
    private static final class InPieces extends FilterInputStream {

        private final Random random;

        InPieces(InputStream in, Random random) {
            super(in);
            this.random = random;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            return super.read(to, from, Math.min(length, 1 + random.nextInt(7)));
        }
    }
}
