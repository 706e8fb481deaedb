package heed.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrepareCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    @Test
    void twoProfilesShareAnAddressAndOnlyOneOptedOutSoTheOtherIsStillTargeted() throws IOException {
        file("profiles.csv", "key,email", "ada-work,ada@example.org", "ada-home,Ada@Example.org");
        file("o.csv", "key,channel", "ada-work,email");

        run("--opt-outs", path("o.csv"));
        assertThat(target()).containsExactly("ada-home,Ada@Example.org");
        assertThat(exclusions()).containsExactly("ada-work,ada@example.org,opted_out,opted_out");

        file("q.csv", "channel,address,status", "email,ADA@example.org,quarantined");
        run("--opt-outs", path("o.csv"), "--quarantine", path("q.csv"));
        assertThat(target()).isEmpty();
        assertThat(exclusions()).containsExactly("ada-work,ada@example.org,opted_out,opted_out|address_quarantined",
                "ada-home,Ada@Example.org,address_quarantined,address_quarantined");
    }

    @Test
    void targetExclusionsAndErrorsAddUpExactlyWhereOneRowInAHundredIsBroken() throws IOException {
        Random random = new Random(20261123);
        int rows = 20_000;
        List<String> profiles = new ArrayList<>(List.of("key,name,email"));
        List<String> optOuts = new ArrayList<>(List.of("key,channel,at"));
        for (int i = 0; i < rows; i++) {
            profiles.add(random.nextInt(100) == 0
                    ? brokenRow(random, i)
                    : "p%d,\"Ann, no %d\",a%d@example.org"
                            .formatted(i, i, random.nextInt(rows)));
            if (random.nextInt(20) == 0) {
                optOuts.add("p%d,%s,2026-01-01T00:00:00Z".formatted(i, random.nextBoolean() ? "all" : "email"));
            }
        }
        file("profiles.csv", profiles.toArray(String[]::new));
        file("o.csv", optOuts.toArray(String[]::new));

        JsonNode analysis = json("--opt-outs", path("o.csv"));

        List<String> target = target();
        List<String> excluded = exclusions();
        int errors = read("profiles.csv.errors.csv").size();
        assertThat(errors).isBetween(100, 300);
        assertThat(target.size() + excluded.size() + errors).isEqualTo(rows);
        assertThat(analysis.path("audience").asInt()).isEqualTo(target.size() + excluded.size());
        assertThat(analysis.path("target").asInt()).isEqualTo(target.size());
        int deciding = 0;
        for (JsonNode row : analysis.path("exclusions")) {
            deciding += row.path("deciding").asInt();
        }
        assertThat(deciding).isEqualTo(excluded.size());
        Set<String> keys = new HashSet<>();
        Stream.of(target, excluded).flatMap(List::stream).map(row -> row.split(",", 2)[0]).forEach(keys::add);
        assertThat(keys).hasSize(target.size() + excluded.size());
    }

    @Test
    void badRowsAreToldWithLineReasonAndTextAndNeverStopTheCommand() throws IOException {
        file("profiles.csv", "key,email,unconfirmed", "a,a@example.org,", "a,b@example.org,", "\"\",c@example.org,",
                "d,not an address,", "e,e@example.org,perhaps", "f,f@example.org", "g,g@example.org,true");

        assertThat(run()).isZero();

        assertThat(target()).containsExactly("a,a@example.org");
        assertThat(exclusions()).containsExactly("g,g@example.org,unconfirmed,unconfirmed");
        assertThat(read("profiles.csv.errors.csv"))
                .extracting(row -> row.getField("line") + " " + row.getField("reason"))
                .containsExactly("3 same key as line 2", "4 key is empty",
                        "5 email: an e-mail address has no white space",
                        "6 unconfirmed: must be true or false", "7 has 2 cells, the header has 3");
        assertThat(read("profiles.csv.errors.csv").getFirst().getField("row")).isEqualTo("a,b@example.org,");
        assertThat(err.toString()).contains("5 of 7 rows are bad");
    }

    @Test
    void anErrorFileOfAnEarlierRunIsRemoved() throws IOException {
        file("profiles.csv", "key,email", "a,a@example.org");
        file("profiles.csv.errors.csv", "line,reason,row", "9,old,old");

        run();

        assertThat(folder.resolve("profiles.csv.errors.csv")).doesNotExist();
    }

    @Test
    void optOutRowsApplyByKeyAndByAddressAndRefuseWhatAnImportRefuses() throws IOException {
        file("profiles.csv", "key,email,email_2", "a,a@example.org,", "b,b@example.org,shared@example.org",
                "c,shared@example.org,", "d,d@example.org,");
        file("o.csv", "key,address,channel,action,at", "a,,all,,", ",shared@example.org,email,,",
                "d,,email,opt_in,2026-01-01T00:00:00Z", ",nobody@example.org,email,,", ",d@example.org,all,,",
                "d,,email,,2126-01-01T00:00:00Z", "stranger,,email,,", "d,,sms,,");

        run("--opt-outs", path("o.csv"));

        assertThat(target()).containsExactly("d,d@example.org");
        assertThat(exclusions()).containsExactly("a,a@example.org,opted_out_all,opted_out_all",
                "b,b@example.org,opted_out,opted_out", "c,shared@example.org,opted_out,opted_out");
        assertThat(read("o.csv.errors.csv")).extracting(row -> row.getField("line")).containsExactly("4", "5", "6",
                "7");
    }

    @Test
    void quarantineOnlyRaisesAndOtherChannelsArePassedOverUnseen() throws IOException {
        file("profiles.csv", "key,email", "a,a@example.org", "b,b@example.org", "c,c@example.org");
        file("q.csv", "channel,address,status,at", "email,a@example.org,denylisted,",
                "email,a@example.org,quarantined,", "email,b@example.org,erroneous,", "sms,not a number,quarantined,",
                "email,c@example.org,quarantined,2026-02-01T00:00:00Z",
                "email,c@example.org,erroneous,2026-03-01T00:00:00Z",
                "email,c@example.org,erroneous,2026-01-01T00:00:00Z");

        run("--quarantine", path("q.csv"));

        assertThat(target()).containsExactly("b,b@example.org");
        assertThat(exclusions()).containsExactly("a,a@example.org,address_denylisted,address_denylisted",
                "c,c@example.org,address_quarantined,address_quarantined");
        // A mark stays whatever the error part is; only line 7 would lower what is there.
        assertThat(read("q.csv.errors.csv")).extracting(row -> row.getField("line")).containsExactly("7");
    }

    @Test
    void onlyActiveSubscribersOfTheServiceAreTargeted() throws IOException {
        file("profiles.csv", "key,email", "a,a@example.org", "b,b@example.org", "c,c@example.org", "d,d@example.org");
        file("s.csv", "key,service,action,state,until,at", "a,news,,,,",
                "b,news,,,2026-02-01T00:00:00Z,2026-01-01T00:00:00Z",
                "c,news,unsubscribe,,,2026-03-01T00:00:00Z", "c,news,,,,2026-02-01T00:00:00Z", "d,other,,,,");

        JsonNode analysis = json("--subscriptions", path("s.csv"), "--service", "news");

        assertThat(target()).containsExactly("a,a@example.org");
        assertThat(analysis.path("exclusions")).filteredOn(row -> row.path("deciding").asInt() > 0)
                .extracting(row -> row.path("detail").asString()).containsExactly("none", "expired", "ended");
    }

    @Test
    void domainsNumbersAndTypologiesAreTheServersOwn() throws IOException {
        file("profiles.csv", "key,email,sms,country", "a,a@example.org,06 12 34 56 01,FR",
                "b,b@mail.example.org,0612345602,",
                "c,c@example.com,+33612345602,");
        file("d.txt", "# not to be written to", "*.EXAMPLE.org", "", "example.com", "no domain");
        file("o.csv", "key,channel", "a,all");

        run("--excluded-domains", path("d.txt"), "--opt-outs", path("o.csv"), "--typology", "transactional");
        assertThat(target()).containsExactly("a,a@example.org");
        assertThat(read("d.txt.errors.csv")).extracting(row -> row.getField("line")).containsExactly("5");

        execute("--channel", "sms", "--region", "FR", "--profiles", path("profiles.csv"), "--exclusions",
                path("x.csv"));
        assertThat(exclusions()).singleElement().asString().startsWith("c,").endsWith("duplicate,duplicate");
    }

    @Test
    void wrongUsageIsTwoAndAMissingFileIsOne() throws IOException {
        file("profiles.csv", "key,email", "a,a@example.org");

        assertThat(execute("--profiles", path("profiles.csv"))).isEqualTo(2);
        assertThat(execute("--channel", "pigeon", "--profiles", path("profiles.csv"))).isEqualTo(2);
        assertThat(run("--typology", "mine")).isEqualTo(2);
        assertThat(run("--subscriptions", path("s.csv"))).isEqualTo(2);
        assertThat(run("--opt-outs", path("missing.csv"))).isEqualTo(1);
    }

    @Test
    void aPostalAddressOfMoreBlanksThanFitCostsItsRowOnly() throws IOException {
        file("profiles.csv", "key,direct_mail", "a,1 Rue X" + " ".repeat(70_000) + "Paris", "b,2 Rue X  Paris");

        assertThat(execute("--channel", "direct_mail", "--profiles", path("profiles.csv"), "--target", path("t.csv")))
                .isZero();

        assertThat(target()).containsExactly("b,2 Rue X  Paris");
        assertThat(read("profiles.csv.errors.csv").getFirst().getField("reason"))
                .isEqualTo("direct_mail: longer than 65535 bytes");
    }

    @Test
    void theWaterfallIsAPicture() throws IOException {
        file("profiles.csv", "key,email", "a,a@example.org", "b,b@example.org");
        file("o.csv", "key,channel", "a,all");

        run("--opt-outs", path("o.csv"));

        assertThat(out.toString()).contains("deciding", "audience", "- opted_out_all", "= target", "█", "░", "nobody:");
    }

    private static String brokenRow(Random random, int i) {
        return switch (random.nextInt(4)) {
            case 0 -> "p%d,Ann,ann at example.org".formatted(i);
            case 1 -> ",Ann,a%d@example.org".formatted(i);
            case 2 -> "p%d,\"Ann,a%d@example.org".formatted(i, i);
            default -> "p%d,Ann".formatted(i);
        };
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("--channel", "email", "--profiles", path("profiles.csv"), "--target",
                path("t.csv"), "--exclusions", path("x.csv")));
        all.addAll(List.of(args));
        return execute(all.toArray(String[]::new));
    }

    private JsonNode json(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        run(all.toArray(String[]::new));
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private int execute(String... args) {
        CommandLine line = new CommandLine(new PrepareCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private void file(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> target() throws IOException {
        return withoutHeader("t.csv");
    }

    private List<String> exclusions() throws IOException {
        return withoutHeader("x.csv");
    }

    private List<String> withoutHeader(String name) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name));
        return lines.subList(1, lines.size());
    }

    private List<NamedCsvRecord> read(String name) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(folder.resolve(name))) {
            return reader.stream().toList();
        }
    }
}
