package heed.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    @Test
    void readsCellsWithTheirLines() throws IOException {
        assertThat(read("key,email\np1,a@x.org\np2,b@x.org\n")).containsExactly("2|p1|a@x.org", "3|p2|b@x.org");
    }

    @Test
    void aByteOrderMarkAndCrlfAreNoPartOfTheCells() throws IOException {
        assertThat(read("\uFEFFkey,email\r\np1,a@x.org\r\n\r\np2,")).containsExactly("2|p1|a@x.org", "4|p2|null");
    }

    /// Rows are read through a window that moves: each kind of line end must come out right wherever its edge falls.
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyRowOfALongFileIsReadWhereverTheWindowEnds(String lineEnd) throws IOException {
        for (int shift = 0; shift < 12; shift++) {
            StringBuilder file = new StringBuilder("key,email").append("x".repeat(shift)).append(lineEnd);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                file.append('p').append(i).append(",\"a\r\n").append(i).append('"').append(lineEnd);
                expected.add((2 + 2 * i) + "|p" + i + "|a\r\n" + i);
            }

            assertThat(read(file.toString())).as("header longer by %d", shift).isEqualTo(expected);
        }
    }

    @Test
    void linesAreCountedThroughQuotesAcrossLines() throws IOException {
        assertThat(read("key,reason\np1,\"a\nb\r\nc\"\np2,\"say \"\"no\"\"\"\np3,\"\"\n"))
                .containsExactly("2|p1|a\nb\r\nc", "5|p2|say \"no\"", "6|p3|null");
    }

    @Test
    void aLoneCarriageReturnEndsALine() throws IOException {
        assertThat(read("key,email\rp1,a@x.org\rp2,b@x.org")).containsExactly("2|p1|a@x.org", "3|p2|b@x.org");
    }

    @Test
    void aStrayQuoteCostsItsOwnLineOnly() throws IOException {
        assertThat(read("key,email\np1,\"a@x.org\np2,b@x.org\np3,\"c@x.org\np4,d@x.org\n")).containsExactly(
                "2!a quote is not closed, or text follows it!p1,\"a@x.org", "3|p2|b@x.org",
                "4!a quote is not closed, or text follows it!p3,\"c@x.org", "5|p4|d@x.org");
    }

    @Test
    void aRowWithTooFewOrTooManyCellsIsBad() throws IOException {
        assertThat(read("key,email\np1\np2,b,c\np3,x\n")).containsExactly("2!has 1 cells, the header has 2!p1",
                "3!has 3 cells, the header has 2!p2,b,c", "4|p3|x");
    }

    @Test
    void aRowThatNeverEndsIsRejectedWithoutBeingHeld() throws IOException {
        String endless = "x".repeat(5 * RowReader.MAX_ROW_BYTES);

        List<String> rows = read("key,email\np1," + endless + "\np2,b\np3,\"" + endless + "\np4,d\n");

        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).startsWith("2!longer than 1048576 bytes!p1,xxx").hasSizeLessThan(11_000);
        assertThat(rows.get(1)).isEqualTo("3|p2|b");
        assertThat(rows.get(2)).startsWith("4!").hasSizeLessThan(11_000);
        assertThat(rows.get(3)).isEqualTo("5|p4|d");
    }

    @Test
    void rowsAreFoundWhereverTheBufferEnds() throws IOException {
        StringBuilder file = new StringBuilder("key,email\n");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String mail = "m".repeat(i % 37) + (i % 5 == 0 ? "\n" : "") + i;
            file.append(i).append(",\"").append(mail).append("\"\r\n");
            expected.add(i + "|" + mail);
        }

        List<String> rows = read(file.toString());

        assertThat(rows.stream().map(row -> row.substring(row.indexOf('|') + 1))).containsExactlyElementsOf(expected);
        assertThat(rows.getLast()).startsWith("24001|");
    }

    @Test
    void whatIsNotUtf8IsABadRow() throws IOException {
        byte[] file = "key,email\np1,é\np2,x\n".getBytes(ISO_8859_1);

        assertThat(read(file, null)).containsExactly("2!is not valid UTF-8!p1,\uFFFD", "3|p2|x");
    }

    @Test
    void utf16IsRefused() {
        assertThatThrownBy(() -> read("key,email\n".getBytes(UTF_16LE), null))
                .isInstanceOf(UnreadableFileException.class).hasMessage("line 1: the file is UTF-16; save it as UTF-8");
    }

    @Test
    void aHeaderNeedsDistinctNames() {
        assertThatThrownBy(() -> read("key,,x\n")).hasMessage("line 1: column 2 has no name");
        assertThatThrownBy(() -> read("key,key\n")).hasMessage("line 1: column key stands there twice");
        assertThatThrownBy(() -> read("")).hasMessage("line 1: the file is empty; it needs a header row");
    }

    @Test
    void gzipIsToldByItsFirstBytes() throws IOException {
        byte[] packed = gzip("key,email\np1,a\n".getBytes(UTF_8));

        assertThat(read(packed, null)).containsExactly("2|p1|a");
        assertThatThrownBy(() -> read(Arrays.copyOf(packed, packed.length - 9), null))
                .hasMessage("the gzip stream is cut or damaged");
    }

    @Test
    void ndjsonNamesAreColumns() throws IOException {
        String file = """
                {"key":"p1","email":"a@x.org"}

                {"email":null,"key":"p2"}
                {"key":"p3"}
                {"key":7,"email":""}
                """;

        assertThat(read(file)).containsExactly("1|p1|a@x.org", "3|p2|null", "4|p3|-", "5|7|null");
    }

    @Test
    void ndjsonValuesKeepTheirTypeAsJson() throws IOException {
        String file = "{\"a\":36,\"b\":true,\"c\":{\"x\":[1,{\"y\":\"é\\\"\"},[]],\"z\":{}},\"d\":\"t\",\"e\":null}";
        try (RowReader reader = RowReader.open(new ByteArrayInputStream(file.getBytes(UTF_8)), RowFormat.NDJSON)) {
            Row row = (Row) Objects.requireNonNull(reader.next());

            assertThat(List.of(String.valueOf(row.json(0)), String.valueOf(row.json(1)), String.valueOf(row.json(2)),
                    String.valueOf(row.json(3)), String.valueOf(row.json(4)))).containsExactly("36", "true",
                            "{\"x\":[1,{\"y\":\"é\\\"\"},[]],\"z\":{}}", "\"t\"", "null");
            assertThatThrownBy(() -> row.text(2)).isInstanceOf(BadCellException.class);
        }
    }

    @Test
    void badJsonIsABadRow() throws IOException {
        assertThat(read("""
                {"key":"p1","key":"p2"}
                {"key":
                [1]
                {"key":"a\\ud800"}
                {"key":"a\\u0000"}
                {"key":"p","n":1e999999}
                {"key":"p1"} {"key":"p2"}
                {"key":"p9"}
                """).stream().map(row -> row.substring(0, 2))).containsExactly("1!", "2!", "3!", "4!", "5!", "6!", "7!",
                "8|");
    }

    private static List<String> read(String file) throws IOException {
        return read(file.getBytes(UTF_8), null);
    }

    private static List<String> read(byte[] file, @Nullable RowFormat format) throws IOException {
        List<String> found = new ArrayList<>();
        try (RowReader reader = RowReader.open(new ByteArrayInputStream(file), format)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                found.add(switch (line) {
                    case Row row -> row.line() + "|" + row.text(0) + "|" + second(reader, row);
                    case BadRow bad -> bad.line() + "!" + bad.reason() + "!" + bad.raw();
                });
            }
        }
        return found;
    }

    private static @Nullable String second(RowReader reader, Row row) {
        int column = reader.columns().size() > 1 ? 1 : -1;
        return row.has(column) ? row.text(column) : "-";
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
