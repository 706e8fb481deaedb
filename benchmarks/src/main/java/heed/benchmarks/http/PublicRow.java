package heed.benchmarks.http;

import heed.benchmarks.Figure;
import heed.benchmarks.Row;
import heed.benchmarks.RunningHeed;
import heed.benchmarks.Setting;
import heed.benchmarks.Value;
import heed.benchmarks.http.Connection.Request;
import heed.benchmarks.http.Load.Figures;
import heed.link.Link;
import heed.link.Links;
import heed.rules.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Opt-outs by the links in messages while analyses run without pause, beside the same pages only looked at, by turns.
/// Every answered one is in the ledger, or there is no figure.
public final class PublicRow implements Row {

    private static final int TURNS = 3;
    private static final int CLIENTS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final String RATE = "requests/s";

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        RunningHeed heed = setting.heed();
        String delivery = heed.call("POST", "/deliveries", """
                {"label":"links","channel":"email","audience":{"type":"all"}}""").get("id").asString();
        Held held = new Held(heed.bean(Links.class), setting.people().size(), Long.parseLong(delivery),
                new AtomicLong());
        Load load = new Load(heed.url().getPort(), heed.key(), CLIENTS, WARM_UP, MEASURED);
        long before = newest(heed);
        List<Figures> looks = new ArrayList<>();
        List<Figures> clicks = new ArrayList<>();
        try (Analyses _ = Analyses.start(load, delivery)) {
            for (int turn = 0; turn < TURNS; turn++) {
                looks.add(load.run(held::look));
                clicks.add(load.run(held::oneClick));
            }
        }
        DifferentAnswers.check("how many opt-outs there were", recorded(heed, before), held.clicked().get());
        Figure figure = figure(looks, clicks, held.clicked().get());
        setting.progress().say("%s: %s, %s".formatted(figure.what(), figure.heed().text(), figure.theirs().text()));
        return List.of(figure);
    }

    private static Figure figure(List<Figures> looks, List<Figures> clicks, long clicked) {
        String what = String.format(Locale.ROOT,
                "opt-out by link while analyses run, %d clients (p99 %.1f ms; %.1f ms the page; %,d opt-outs, none lost)",
                CLIENTS, p99(clicks).median(), p99(looks).median(), clicked);
        return Figure.rate("public", what, rate(clicks), "the link's page, which writes nothing", rate(looks), 0.5);
    }

    private static Value rate(List<Figures> turns) {
        return Value.of(turns.stream().mapToDouble(Figures::perSecond).toArray(), RATE);
    }

    private static Value p99(List<Figures> turns) {
        return Value.of(turns.stream().mapToDouble(Figures::p99).toArray(), Value.MILLIS);
    }

    private static long newest(RunningHeed heed) {
        return heed.bean(JdbcClient.class).sql("select coalesce(max(seq), 0) from ledger").query(Long.class).single();
    }

    /// By the primary key of each month.
    private static long recorded(RunningHeed heed, long after) {
        return heed.bean(JdbcClient.class)
                .sql("select count(*) from ledger where seq > :after and source = 'one_click'")
                .param("after", after).query(Long.class).single();
    }

    /// The links of people drawn by chance, of SMS: other rows ask about e-mail.
    private record Held(Links links, int people, long delivery, AtomicLong clicked) {

        Request look(SplittableRandom random) {
            return new Request("GET", path(random), "", "text/html");
        }

        Request oneClick(SplittableRandom random) {
            clicked.incrementAndGet();
            return new Request("POST", path(random), "List-Unsubscribe=One-Click", "*/*",
                    "application/x-www-form-urlencoded");
        }

        private String path(SplittableRandom random) {
            return "/u/" + links.token(
                    Link.unsubscribe(1 + random.nextInt(people), delivery, 0, Channel.SMS.number()));
        }
    }
}
