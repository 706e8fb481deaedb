package heed.benchmarks.http;

import heed.HeedServer;
import heed.benchmarks.http.Connection.Request;
import heed.benchmarks.http.Load.Figures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Opt-out, eligibility and target stream over HTTP, each beside the least that could be done in its place.
///
/// Runs on the population that is in HEED_HOME; HEED_API_KEY must be set. Prints a table.
public final class HttpBenchmark {

    private static final int CLIENTS = 32;
    private static final int MANY = 1000;

    private final Load load;
    private final Load few;
    private final ConfigurableApplicationContext server;
    private final JdbcClient jdbc;
    private final List<String> keys;

    private HttpBenchmark(ConfigurableApplicationContext server, Duration warmUp, Duration measured) {
        int port = Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
        String key = server.getEnvironment().getRequiredProperty("heed.api-key");
        this.load = new Load(port, key, CLIENTS, warmUp, measured);
        this.few = new Load(port, key, 4, warmUp, measured);
        this.server = server;
        this.jdbc = server.getBean(JdbcClient.class);
        // At most a million, from all over the table.
        this.keys = List.copyOf(jdbc.sql("""
                select key from profiles
                where deleted_at is null and id % (select 1 + max(id) / 1000000 from profiles) = 0
                """).query(String.class).list());
    }

    /// Arguments: seconds to warm up, seconds to measure, and which of `opt-out analyses eligibility batch target` (default: all).
    public static void main(String[] args) throws IOException, InterruptedException {
        ConfigurableApplicationContext server = SpringApplication.run(HeedServer.class);
        try {
            var benchmark = new HttpBenchmark(server, Duration.ofSeconds(Integer.parseInt(args[0])),
                    Duration.ofSeconds(Integer.parseInt(args[1])));
            List<String> which = args.length > 2
                    ? List.of(args).subList(2, args.length)
                    : List.of("opt-out", "analyses", "eligibility", "batch", "target");
            for (String one : which) {
                benchmark.run(one);
            }
        } finally {
            server.close();
        }
    }

    private void run(String which) throws IOException, InterruptedException {
        switch (which) {
            case "opt-out" -> optOut();
            case "analyses" -> optOutWhileAnalysesRun();
            case "eligibility" -> pair("eligibility", load, this::select, random -> new Request("GET",
                    "/api/v1/profiles/" + key(random) + "/eligibility?channel=email", ""));
            case "batch" -> pair("eligibility of " + MANY, few, random -> new Request("POST",
                    "/api/v1/profiles/any/probes", many(random)),
                    random -> new Request("POST", "/api/v1/eligibility",
                            many(random)));
            case "target" -> new StreamBenchmark(load, server.getBean(JdbcTemplate.class)).run();
            default -> throw new IllegalArgumentException(which);
        }
    }

    private void optOut() throws InterruptedException {
        jdbc.sql(ProbeApi.TABLE).update();
        pair("opt-out", load, random -> new Request("POST", "/api/v1/profiles/" + key(random) + "/probe",
                "{\"channel\":\"email\"}"), this::choice);
    }

    private void optOutWhileAnalysesRun() throws IOException, InterruptedException {
        Figures quiet = load.run(this::choice);
        try (Analyses _ = Analyses.start(load)) {
            Figures busy = load.run(this::choice);
            print("opt-out while analyses run", busy);
            System.out.printf(Locale.ROOT, "p99 while analyses run: %.1f times the p99 without%n",
                    busy.p99() / quiet.p99());
        }
    }

    private Request choice(SplittableRandom random) {
        return new Request("POST", "/api/v1/profiles/" + key(random) + "/opt-outs", "{\"channel\":\"email\"}");
    }

    private void pair(String name, Load clients, Function<SplittableRandom, Request> least,
            Function<SplittableRandom, Request> heed) throws InterruptedException {
        Figures probe = clients.run(least);
        Figures own = clients.run(heed);
        print(name + ", the least", probe);
        print(name, own);
        System.out.printf(Locale.ROOT, "%s: %.0f %% of the least%n", name, 100 * own.perSecond() / probe.perSecond());
    }

    private static void print(String name, Figures figures) {
        System.out.printf(Locale.ROOT, "| %-32s | %8.0f/s | p50 %7.2f ms | p99 %7.2f ms |%n", name,
                figures.perSecond(), figures.p50(), figures.p99());
    }

    private Request select(SplittableRandom random) {
        return new Request("GET", "/api/v1/profiles/" + key(random) + "/probe", "");
    }

    private String key(SplittableRandom random) {
        return keys.get(random.nextInt(keys.size()));
    }

    private String many(SplittableRandom random) {
        return IntStream.range(0, MANY).mapToObj(_ -> key(random))
                .collect(Collectors.joining("\",\"", "{\"channel\":\"email\",\"profiles\":[\"", "\"]}"));
    }
}
