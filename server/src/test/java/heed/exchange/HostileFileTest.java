package heed.exchange;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Files from strangers: what cannot be read is named with its line, what can be read is read.
class HostileFileTest {

    @Test
    void utf16IsRefusedWithAndWithoutByteOrderMark() {
        String file = "key,email\np1,a@x.org\n";

        for (byte[] bytes : List.of(file.getBytes(UTF_16), file.getBytes(UTF_16LE), file.getBytes(UTF_16BE))) {
            assertThatThrownBy(() -> read(bytes)).isInstanceOf(UnreadableFileException.class)
                    .hasMessage("line 1: the file is UTF-16; save it as UTF-8");
        }
        assertThatThrownBy(() -> read("ключ,почта\n".getBytes(UTF_16LE)))
                .hasMessage("line 1: the header row holds the character NUL");
    }

    @Test
    void nulBytesCostTheirRowOnly() throws IOException {
        assertThat(read("key\na\0b\nc\n".getBytes(UTF_8)))
                .containsExactly("2!holds the character NUL", "3|c");
    }

    @Test
    void aPackedFileIsBoundedByWhatItUnpacksTo() throws IOException {
        byte[] bomb = gzip("key\n" + "a\n".repeat(1_000_000));

        List<String> read = new ArrayList<>();
        assertThatThrownBy(() -> read(new ByteArrayInputStream(bomb), 300_000, read))
                .isInstanceOf(UnreadableFileException.class).hasMessage("the file unpacks to more than 300000 bytes, "
                        + "the most that an import takes (HEED_MAX_UPLOAD)");
        assertThat(bomb).hasSizeLessThan(10_000);
        assertThat(read).hasSizeBetween(50_000, 150_000);
    }

    @Test
    void packedPartsOneAfterTheOtherAreOneFile() throws IOException {
        byte[] both = join(gzip("key\np1\n"), gzip("p2\n"));

        assertThat(read(both)).containsExactly("2|p1", "3|p2");
    }

    @Test
    void whatStandsBehindAPackedPartIsDamageAndNoEnd() {
        byte[] damaged = join(gzip("key\np1\n"), "p2\n".getBytes(UTF_8));

        assertThatThrownBy(() -> read(damaged)).hasMessage("the gzip stream is cut or damaged");
    }

    @Test
    void aPackedFileIsNoticedWhereverItIsCut() {
        byte[] whole = gzip("key\n" + "abc\n".repeat(50));

        for (int length = 3; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("cut after %d bytes", length)
                    .isInstanceOf(UnreadableFileException.class);
        }
    }

    @Test
    void aHeaderOnlyIsAnEmptyFileOfRows() throws IOException {
        assertThat(read("key,email".getBytes(UTF_8))).isEmpty();
        assertThat(read("\uFEFFkey,email\r\n".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void tooManyColumnsAreCounted() throws IOException {
        String wide = String.join(",", IntStream.range(0, 10_000).mapToObj(i -> "c" + i).toList());

        assertThatThrownBy(() -> read((wide + "\n").getBytes(UTF_8)))
                .hasMessage("line 1: the header row has 10000 columns, at most 1000 are taken");
        assertThat(read(("key\n" + wide + "\np\n").getBytes(UTF_8)))
                .containsExactly("2!has 10000 cells, the header has 1", "3|p");
    }

    @Test
    void aHeaderThatNeverEndsIsRefused() {
        assertThatThrownBy(() -> read(("k".repeat(3 * RowReader.MAX_ROW_BYTES) + "\np\n").getBytes(UTF_8)))
                .hasMessage("line 1: the header row is longer than 1048576 bytes");
        assertThatThrownBy(() -> read("key,\"email\np1,x".getBytes(UTF_8)))
                .hasMessage("line 1: in the header row a quote is not closed, or text follows it");
    }

    /// A line of a gigabyte is made up while it is read; the heap of the tests could not hold it.
    @Test
    void aLineOfAGigabyteIsReadByInBoundedMemory() throws IOException {
        byte[] piece = "x".repeat(1 << 20).getBytes(UTF_8);
        InputStream line = new SequenceInputStream(Collections.enumeration(
                IntStream.range(0, 1024).<InputStream>mapToObj(_ -> new ByteArrayInputStream(piece)).toList()));
        InputStream file = new SequenceInputStream(Collections.enumeration(List.of(stream("key\np1\n"), line,
                stream("\np3\n"))));

        List<String> read = new ArrayList<>();
        read(file, Long.MAX_VALUE, read);

        assertThat(read).containsExactly("2|p1", "3!longer than 1048576 bytes", "4|p3");
    }

    @Test
    void deepOrEndlessJsonIsABadRow() throws IOException {
        String deep = "{\"key\":\"p\",\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String number = "{\"key\":\"p\",\"a\":" + "1".repeat(10_000) + "}";

        assertThat(read((deep + "\n" + number + "\n{\"key\":\"q\"}\n").getBytes(UTF_8))).containsExactly(
                "1!is nested too deeply, or holds a name or a number that is too long",
                "2!is nested too deeply, or holds a name or a number that is too long", "3|q");
    }

    @Test
    void halfAPairAndNumbersBeyondAllRangesAreBadRows() throws IOException {
        assertThat(read("""
                {"key":"\\ud800"}
                {"key":"p","a":{"b":"\\udc00x"}}
                {"key":"p","a":1e999999}
                {"key":"p","a":[1e-999999]}
                {"key":"p"}
                """.getBytes(UTF_8))).containsExactly("1!holds half a surrogate pair",
                "2!holds half a surrogate pair", "3!holds a number out of range", "4!holds a number out of range",
                "5|p");
    }

    private static List<String> read(byte[] file) throws IOException {
        List<String> found = new ArrayList<>();
        read(new ByteArrayInputStream(file), Long.MAX_VALUE, found);
        return found;
    }

    private static void read(InputStream file, long most, List<String> found) throws IOException {
        try (RowReader reader = RowReader.open(file, null, most)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                found.add(switch (line) {
                    case Row row -> row.line() + "|" + row.text(0);
                    case BadRow bad -> bad.line() + "!" + bad.reason();
                });
            }
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
