package heed.cli.prepare.table;

import static org.assertj.core.api.Assertions.assertThat;

import heed.exchange.CellBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private final TextTable table = new TextTable();

    @Test
    void textsAreNumberedInTheOrderTheyCameAndFoundAgain() {
        int many = 300_000;
        for (int i = 1; i <= many; i++) {
            assertThat(table.put(CellBytes.of("text number " + i))).isEqualTo(i);
        }

        assertThat(table.put(CellBytes.of("text number 7"))).isEqualTo(7);
        assertThat(table.size()).isEqualTo(many);
        for (int i = 1; i <= many; i += 997) {
            assertThat(table.find(CellBytes.of("text number " + i))).isEqualTo(i);
            assertThat(table.text(i).text()).isEqualTo("text number " + i);
        }
        assertThat(table.find(CellBytes.of("text number 0"))).isZero();
    }

    @Test
    void textsThatDifferInOneByteOrInLengthAreDifferent() {
        int first = table.put(CellBytes.of("abcdefgh"));

        assertThat(table.put(CellBytes.of("abcdefgi"))).isNotEqualTo(first);
        assertThat(table.put(CellBytes.of("abcdefg"))).isNotEqualTo(first);
        assertThat(table.put(CellBytes.of("abcdefgh\0"))).isNotEqualTo(first);
        assertThat(table.find(CellBytes.of(""))).isZero();
    }

    @Test
    void aCellIsQuotedOnlyWhereItHasToBe() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvOut csv = new CsvOut(out)) {
            for (String text : new String[]{"plain", "a,b", "say \"hi\"", "two\nlines", "é😀"}) {
                table.writeCell(table.put(CellBytes.of(text)), csv);
                csv.write((byte) ';');
            }
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("plain;\"a,b\";\"say \"\"hi\"\"\";\"two\nlines\";é😀;");
    }
}
