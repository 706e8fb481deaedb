package heed.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/// The same rows, as CSV in every way that a file may be written (cells are bytes there, which the fast ways look at)
/// and as NDJSON (cells are texts), give the same bytes of results and refuse the same rows.
class PrepareSpellingsTest {

    private static final int ROWS = 3000;

    private static final List<String> COLUMNS = List.of("key", "name", "email", "unconfirmed", "email_2");

    private static final List<String> DOMAINS = List.of("example.org", "Example.ORG", "bücher.example",
            "xn--bcher-kva.example", "excluded.example", "mail.excluded.example", "example", "a..b", "ab--cd.org",
            "example.org.", "пример.example");

    private static final List<String> LOCALS = List.of("ann", "Ann", "o'hara", "a.b", "a..b", "\"ann\"", "é", "É",
            "a b",
            "", "İ", "x+tag", ".a");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void csvAndNdjsonOfTheSameRowsGiveTheSameResults(long seed) throws IOException {
        List<List<String>> rows = rows(new Random(seed));
        Files.writeString(folder.resolve("o.csv"), """
                key,channel
                "p,1",all
                p2,email
                "q""2",all
                ü3,email
                """);
        Files.writeString(folder.resolve("q.csv"), """
                channel,address,status
                email,ANN7@Example.org,quarantined
                email,x+tag3@bücher.example,denylisted
                """.replace("\n", "\r\n"));
        Files.writeString(folder.resolve("d.txt"), """
                excluded.example
                *.Excluded.example
                """);
        Files.writeString(folder.resolve("p.csv"), csv(rows, new Random(seed)));
        Files.writeString(folder.resolve("p.ndjson"), ndjson(rows));

        List<String> fromCsv = results("p.csv");

        assertThat(fromCsv).as("seed %d", seed).isEqualTo(results("p.ndjson"));
        assertThat(fromCsv.stream().mapToLong(text -> text.lines().count()).sum()).isEqualTo(ROWS + 3L);
        assertThat(fromCsv).allSatisfy(text -> assertThat(text.lines().count()).isGreaterThan(100));
    }

    private static List<List<String>> rows(Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String key = random.nextInt(20) == 0
                    ? one(random, List.of("", ".", "..", "a\tb", "...", " ", "k".repeat(256)))
                    : one(random, List.of("p", "p,", "q\"", "ü", "P")) + random.nextInt(ROWS * 3);
            rows.add(List.of(key, one(random, List.of("Ann", "", "x, y", "é")), email(random),
                    one(random, List.of("", "", "", "true", "FALSE", "no")),
                    random.nextInt(9) == 0 ? email(random) : ""));
        }
        return rows;
    }

    private static String email(Random random) {
        if (random.nextInt(10) == 0) {
            return "";
        }
        String plain = "ann" + random.nextInt(ROWS) + "@" + DOMAINS.get(random.nextInt(2));
        String odd = one(random, LOCALS) + (random.nextBoolean() ? "" : random.nextInt(9)) + "@" + one(random, DOMAINS);
        return random.nextInt(3) > 0 ? plain : random.nextInt(5) == 0 ? " " + odd + "\u00a0" : odd;
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String csv(List<List<String>> rows, Random random) {
        String end = one(random, List.of("\n", "\r\n", "\r"));
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        text.append(String.join(",", COLUMNS)).append(end);
        for (List<String> row : rows) {
            text.append(String.join(",", row.stream().map(cell -> csv(cell, random)).toList())).append(end);
        }
        return text.toString();
    }

    private static String csv(String cell, Random random) {
        boolean quoted = cell.contains(",") || cell.contains("\"") || random.nextInt(5) == 0;
        return quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    private static String ndjson(List<List<String>> rows) {
        JsonMapper json = JsonMapper.builder().build();
        // A first line that says nothing, so that both count their lines alike.
        StringBuilder text = new StringBuilder(" \n");
        for (List<String> row : rows) {
            text.append('{');
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : ",").append(json.writeValueAsString(COLUMNS.get(i))).append(':')
                        .append(json.writeValueAsString(row.get(i)));
            }
            text.append("}\n");
        }
        return text.toString();
    }

    /// Target, exclusions, and the refused rows as line and reason.
    private List<String> results(String profiles) throws IOException {
        CommandLine line = new CommandLine(new PrepareCommand());
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(new StringWriter()));
        assertThat(line.execute("--channel", "email", "--profiles", path(profiles), "--opt-outs", path("o.csv"),
                "--quarantine", path("q.csv"), "--excluded-domains", path("d.txt"), "--target", path("t.csv"),
                "--exclusions", path("x.csv"))).isZero();
        List<String> reasons = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> errors = CsvReader.builder()
                .ofNamedCsvRecord(folder.resolve(profiles + ".errors.csv"))) {
            errors.forEach(row -> reasons.add(row.getField("line") + " " + row.getField("reason")));
        }
        return List.of(Files.readString(folder.resolve("t.csv"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("x.csv"), StandardCharsets.UTF_8),
                "header\n" + String.join("\n", reasons) + "\n");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
