package heed.benchmarks.http;

import heed.benchmarks.Figure;
import heed.benchmarks.Progress;
import heed.benchmarks.Row;
import heed.benchmarks.RunningHeed;
import heed.benchmarks.Setting;
import heed.benchmarks.Value;
import heed.benchmarks.http.Connection.Request;
import heed.benchmarks.http.Load.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Opt-out and eligibility over HTTP, each beside the least an endpoint of the same server could do in its place, by
/// turns; and opt-outs while analyses run without pause.
public final class HttpRow {

    private static final int TURNS = 3;
    private static final int CLIENTS = 32;
    private static final int CLIENTS_OF_BATCHES = 4;
    private static final int BATCH = 1000;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final String RATE = "requests/s";

    private final RunningHeed heed;
    private final Progress progress;
    private final Asked asked;

    private HttpRow(Setting setting) {
        heed = setting.heed();
        progress = setting.progress();
        asked = new Asked(setting);
    }

    /// Opt-outs, alone and while analyses run.
    public static Row optOut() {
        return setting -> new HttpRow(setting).measureOptOut();
    }

    /// Eligibility of one.
    public static Row eligibility() {
        return setting -> new HttpRow(setting).measureEligibility();
    }

    /// Eligibility of many at once.
    public static Row batches() {
        return setting -> new HttpRow(setting).measureBatches();
    }

    private List<Figure> measureOptOut() throws Exception {
        heed.bean(JdbcClient.class).sql(ProbeApi.TABLE).update();
        Load load = load(CLIENTS);
        Pair optOut = pair(load, asked::insert, asked::optOut);
        return List.of(told(optOut.figure("opt-out", "opt-out over HTTP, " + CLIENTS + " clients",
                "one INSERT and commit in the same server", 0.5)), told(busy(load, optOut)));
    }

    private List<Figure> measureEligibility() throws InterruptedException {
        return List.of(told(pair(load(CLIENTS), asked::select, asked::eligibility).figure("eligibility",
                "eligibility over HTTP, " + CLIENTS + " clients", "one indexed SELECT in the same server", 0.6)));
    }

    private List<Figure> measureBatches() throws InterruptedException {
        return List.of(told(pair(load(CLIENTS_OF_BATCHES), asked::resolve, asked::batch).figure("eligibility-batch",
                "eligibility of " + BATCH + " at once", "one SELECT of the same keys in the same server", 0.5)));
    }

    private Load load(int clients) {
        return new Load(heed.url().getPort(), heed.key(), clients, WARM_UP, MEASURED);
    }

    private Figure told(Figure figure) {
        progress.say("%s: %s, %s".formatted(figure.what(), figure.heed().text(), figure.theirs().text()));
        return figure;
    }

    /// What both sides came to, turn by turn.
    private record Pair(List<Figures> least, List<Figures> heed) {

        Figure figure(String id, String what, String peer, double share) {
            String all = String.format(Locale.ROOT, "%s (p99 %.1f ms; %.1f ms the least)", what,
                    median(heed, Figures::p99).median(), median(least, Figures::p99).median());
            return Figure.rate(id, all, median(heed, Figures::perSecond), peer, median(least, Figures::perSecond),
                    share);
        }

        static Value median(List<Figures> turns, ToDoubleFunction<Figures> of) {
            return Value.of(turns.stream().mapToDouble(of).toArray(), RATE);
        }
    }

    private static Pair pair(Load load, Function<SplittableRandom, Request> least,
            Function<SplittableRandom, Request> heed) throws InterruptedException {
        Pair pair = new Pair(new ArrayList<>(), new ArrayList<>());
        for (int turn = 0; turn < TURNS; turn++) {
            pair.least().add(load.run(least));
            pair.heed().add(load.run(heed));
        }
        return pair;
    }

    private Figure busy(Load load, Pair quiet) throws Exception {
        String delivery = heed.call("POST", "/deliveries", """
                {"label":"without pause","channel":"email","audience":{"type":"all"}}""").get("id").asString();
        List<Figures> turns = new ArrayList<>();
        try (Analyses _ = Analyses.start(load, delivery)) {
            for (int turn = 0; turn < TURNS; turn++) {
                turns.add(load.run(asked::optOut));
            }
        }
        return Figure.within("opt-out-busy", "p99 of opt-out over HTTP while analyses run without pause",
                millis(turns), "its p99 without analyses", millis(quiet.heed()), 3);
    }

    private static Value millis(List<Figures> turns) {
        return Value.of(turns.stream().mapToDouble(Figures::p99).toArray(), Value.MILLIS);
    }

    /// Requests about people drawn by chance. Opt-outs are of SMS: other rows ask about e-mail.
    private record Asked(Setting setting) {

        Request insert(SplittableRandom random) {
            return new Request("POST", "/api/v1/profiles/" + key(random) + "/probe", "{\"channel\":\"sms\"}");
        }

        Request optOut(SplittableRandom random) {
            return new Request("POST", "/api/v1/profiles/" + key(random) + "/opt-outs", "{\"channel\":\"sms\"}");
        }

        Request select(SplittableRandom random) {
            return new Request("GET", "/api/v1/profiles/" + key(random) + "/probe", "");
        }

        Request eligibility(SplittableRandom random) {
            return new Request("GET", "/api/v1/profiles/" + key(random) + "/eligibility?channel=email", "");
        }

        Request resolve(SplittableRandom random) {
            return new Request("POST", "/api/v1/profiles/any/probes", many(random));
        }

        Request batch(SplittableRandom random) {
            return new Request("POST", "/api/v1/eligibility", many(random));
        }

        private String many(SplittableRandom random) {
            return IntStream.range(0, BATCH).mapToObj(_ -> key(random))
                    .collect(Collectors.joining("\",\"", "{\"channel\":\"email\",\"profiles\":[\"", "\"]}"));
        }

        private String key(SplittableRandom random) {
            return setting.people().key(1 + random.nextInt(setting.people().size()));
        }
    }
}
