package heed.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

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
            assertThat(table.put("text number " + i)).isEqualTo(i);
        }

        assertThat(table.put("text number 7")).isEqualTo(7);
        assertThat(table.size()).isEqualTo(many);
        for (int i = 1; i <= many; i += 997) {
            assertThat(table.find("text number " + i)).isEqualTo(i);
            assertThat(table.text(i)).isEqualTo("text number " + i);
        }
        assertThat(table.find("text number 0")).isZero();
    }

    @Test
    void textsThatDifferInOneByteOrInLengthAreDifferent() {
        int first = table.put("abcdefgh");

        assertThat(table.put("abcdefgi")).isNotEqualTo(first);
        assertThat(table.put("abcdefg")).isNotEqualTo(first);
        assertThat(table.put("abcdefgh\0")).isNotEqualTo(first);
        assertThat(table.find("")).isZero();
    }

    @Test
    void aCellIsQuotedOnlyWhereItHasToBe() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String text : new String[]{"plain", "a,b", "say \"hi\"", "two\nlines", "é😀"}) {
            table.writeCell(table.put(text), out);
            out.write(';');
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("plain;\"a,b\";\"say \"\"hi\"\"\";\"two\nlines\";é😀;");
    }
}
