package heed.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import heed.rules.Channel;
import heed.rules.SubscriptionStatus;
import heed.rules.cases.AnalysisCase;
import heed.rules.cases.AnalysisCase.Exclusion;
import heed.rules.cases.Corpus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every case of `analysis.yaml` through files. Not here: cases where something is unknown, which no file can say, and
/// what-ifs, which the command has not.
class PrepareCorpusTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @TestFactory
    Stream<DynamicTest> analysis() {
        return Corpus.analysis().stream().filter(one -> !one.hasUnknowns() && one.delivery().without().isEmpty())
                .map(one -> dynamicTest(one.name(), () -> check(one)));
    }

    private void check(AnalysisCase one) throws IOException {
        List<String> args = new ArrayList<>(List.of("--channel", one.delivery().channel().code(), "--typology",
                one.delivery().typology(), "--json", "--target", path("t.csv"), "--exclusions", path("x.csv")));
        one.delivery().service().ifPresent(service -> args.addAll(List.of("--service", service)));
        profiles(one, args);
        restrictions(one.world(), args);

        JsonNode analysis = run(args);

        assertThat(rows("t.csv").keySet()).containsExactlyElementsOf(one.target());
        Map<String, List<String>> excluded = rows("x.csv");
        assertThat(excluded.keySet()).containsExactlyInAnyOrderElementsOf(one.excluded().keySet());
        one.excluded().forEach((key, expected) -> check(expected, excluded.getOrDefault(key, List.of())));
        checkDetails(one, analysis);
    }

    private static void check(Exclusion expected, List<String> row) {
        assertThat(row.get(row.size() - 2)).isEqualTo(expected.cause());
        expected.causes().ifPresent(causes -> assertThat(row.getLast()).isEqualTo(String.join("|", causes)));
    }

    private static void checkDetails(AnalysisCase one, JsonNode analysis) {
        one.excluded().values().stream().flatMap(expected -> expected.detail().stream()).distinct().forEach(detail -> {
            long most = one.excluded().values().stream().filter(all -> all.cause().equals("not_subscribed")).count();
            long least = one.excluded().values().stream().filter(all -> all.detail().filter(detail::equals).isPresent())
                    .count();
            for (JsonNode row : analysis.path("exclusions")) {
                if (row.path("detail").asString("").equals(detail)) {
                    assertThat(row.path("deciding").asLong()).isBetween(least, most);
                }
            }
        });
    }

    private void profiles(AnalysisCase one, List<String> args) throws IOException {
        Channel channel = one.delivery().channel();
        List<String> lines = new ArrayList<>(List.of("key,unconfirmed," + channel.code() + ","
                + String.join(",",
                        Stream.iterate(2, i -> i + 1).limit(7).map(i -> channel.code() + "_" + i).toList())));
        for (AnalysisCase.Profile profile : one.world().profiles()) {
            if (one.delivery().audience().map(keys -> keys.contains(profile.key())).orElse(true)) {
                List<String> cells = new ArrayList<>(List.of(profile.key(), String.valueOf(profile.unconfirmed())));
                cells.addAll(profile.addresses().getOrDefault(channel, List.of()));
                while (cells.size() < 10) {
                    cells.add("");
                }
                lines.add(line(cells));
            }
        }
        file("profiles.csv", lines);
        args.addAll(List.of("--profiles", path("profiles.csv")));
    }

    private void restrictions(AnalysisCase.World world, List<String> args) throws IOException {
        List<String> optOuts = new ArrayList<>(List.of("key,channel"));
        world.profiles().forEach(profile -> profile.out()
                .forEach(what -> optOuts.add(line(List.of(profile.key(), what.code())))));
        List<String> quarantine = new ArrayList<>(List.of("channel,address,status"));
        world.statuses().forEach((written, status) -> quarantine
                .add(line(List.of(written.channel().code(), written.text(), status.code()))));
        List<String> subscriptions = new ArrayList<>(List.of("key,service,action,state,until,at"));
        world.subscriptions().forEach((service, states) -> states
                .forEach((key, status) -> subscription(key, service, status, subscriptions)));
        file("o.csv", optOuts);
        file("q.csv", quarantine);
        file("s.csv", subscriptions);
        file("d.txt", world.excludedDomains());
        args.addAll(List.of("--opt-outs", path("o.csv"), "--quarantine", path("q.csv"), "--excluded-domains",
                path("d.txt")));
        if (args.contains("--service")) {
            args.addAll(List.of("--subscriptions", path("s.csv")));
        }
    }

    private static void subscription(String key, String service, SubscriptionStatus status, List<String> lines) {
        switch (status) {
            case NONE -> {
            }
            // Now: a request that nobody confirms is nothing after a week.
            case PENDING -> lines.add(line(List.of(key, service, "subscribe", "pending", "", "")));
            case ACTIVE -> lines.add(line(List.of(key, service, "subscribe", "active", "", "2026-01-01T00:00:00Z")));
            case EXPIRED -> lines.add(line(List.of(key, service, "subscribe", "active", "2026-01-02T00:00:00Z",
                    "2026-01-01T00:00:00Z")));
            case ENDED -> {
                lines.add(line(List.of(key, service, "subscribe", "active", "", "2026-01-01T00:00:00Z")));
                lines.add(line(List.of(key, service, "unsubscribe", "", "", "2026-01-02T00:00:00Z")));
            }
        }
    }

    private static String line(List<String> cells) {
        return String.join(",", cells.stream().map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"").toList());
    }

    private JsonNode run(List<String> args) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new PrepareCommand());
        line.setOut(new PrintWriter(out, true));
        assertThat(line.execute(args.toArray(String[]::new))).isZero();
        return JsonMapper.builder().build().readTree(out.toString());
    }

    /// The rows of a result by key; keys of the corpus have no commas.
    private Map<String, List<String>> rows(String name) throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Files.readAllLines(folder.resolve(name)).stream().skip(1).map(row -> List.of(row.split(",", -1)))
                .forEach(row -> rows.put(row.getFirst(), row));
        return rows;
    }

    private void file(String name, List<String> lines) throws IOException {
        Files.write(folder.resolve(name), lines);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
