package heed.cli.demo;

import heed.HeedServer;
import heed.cli.WaterfallPicture;
import heed.cli.WaterfallPicture.Bar;
import heed.link.Link;
import heed.link.Links;
import heed.rules.Channel;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `heed demo`: the server with a sample population and a prepared delivery. A second run finds both and reuses them.
@Command(name = "demo", mixinStandardHelpOptions = true, description = DemoCommand.WHAT, footer = {"",
        DemoCommand.WHERE})
public final class DemoCommand implements Callable<Integer> {

    static final String WHAT = "Runs the server with a sample population of 200,000 and a prepared delivery.";

    static final String PEOPLE = "How many people to make up; ${DEFAULT-VALUE} where nothing is said.";

    static final String WHERE = "The data goes into HEED_HOME (default ~/.heed) if that is empty; a second run reuses it.";

    private static final int FIRST_PEOPLE = 1000;

    private static final String SOMEBODY = "c000001";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--people", paramLabel = "<number>", defaultValue = "200000", description = PEOPLE)
    private int people;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting Heed with a sample population …");
        out.flush();
        ConfigurableApplicationContext started = SpringApplication.run(HeedServer.class, "--logging.level.heed=warn",
                "--logging.level.heed.link=error");
        RunningServer server = RunningServer.of(started);
        String key = server.apiKey();
        try (DemoClient client = new DemoClient(server.url(), key)) {
            DemoData data = new DemoData(client, people, out);
            data.loadIfEmpty(clock.instant());
            String delivery = data.delivery();
            JsonNode analysis = client.waitFor("/deliveries/" + delivery + "/analysis");
            String person = excludedPerson(client, delivery);
            String link = unsubscribeLink(client, started.getBean(Links.class), delivery);
            int somebody = client.get("/profiles/" + SOMEBODY).path("id").asInt();
            DemoPages pages = DemoPages.of(started, DemoData.NEWS, somebody, SOMEBODY);
            out.println();
            out.println("Delivery \"" + DemoData.LABEL + "\": who is left, and why not the others");
            picture(analysis).forEach(out::println);
            out.println();
            out.println(FirstSignIn.of(started).line());
            pages.lines().forEach(out::println);
            nextSteps(server.url(), key, delivery, person, link).forEach(out::println);
            out.flush();
        }
        return ExitCode.OK;
    }

    private static String excludedPerson(DemoClient client, String delivery) throws IOException {
        return client.get("/deliveries/" + delivery + "/exclusions?cause=opted_out&limit=1").path("items").path(0)
                .path("profile").asString(SOMEBODY);
    }

    private static List<String> picture(JsonNode analysis) {
        List<Bar> bars = new ArrayList<>();
        for (JsonNode row : analysis.path("exclusions")) {
            bars.add(new Bar(row.path("cause").asString(),
                    row.path("detail").isString() ? row.path("detail").asString() : null,
                    row.path("deciding").asLong(), row.path("matching").asLong(), row.path("only").asLong()));
        }
        return WaterfallPicture.draw(analysis.path("audience").asLong(), analysis.path("target").asLong(), bars);
    }

    /// The link that a message of the delivery would carry, of the first of the sample who would get one.
    private static String unsubscribeLink(DemoClient client, Links links, String delivery) throws IOException {
        List<String> keys = IntStream.rangeClosed(1, FIRST_PEOPLE).mapToObj("c%06d"::formatted).toList();
        for (JsonNode person : client.post("/eligibility", Map.of("channel", "email", "profiles", keys))
                .path("items")) {
            if (person.path("decision").asString().equals("targeted")) {
                int profile = client.get("/profiles/" + person.path("profile").asString()).path("id").asInt();
                return links.url("/u/" + links.token(Link.unsubscribe(profile, Long.parseLong(delivery), 0,
                        Channel.EMAIL.number()))).toString();
            }
        }
        return "none: nobody of the first people of the sample would get a message";
    }

    private static List<String> nextSteps(String url, String key, String delivery, String person, String link) {
        return """
                API      %1$s/api/v1   (description: %1$s/api/v1/openapi.json)
                API key  %2$s
                A link   %5$s
                         (one person's, as a message carries it: open it; looking changes nothing, its buttons do)
                Outbox   %1$s/outbox
                         (no mail server is set: what Heed would mail is kept there, its links to be clicked)

                Try it in another terminal:
                  export HEED_API_KEY=%2$s
                  # why is this person left out?
                  curl -H "Authorization: Bearer $HEED_API_KEY" "%1$s/api/v1/profiles/%4$s/eligibility?channel=email"
                  # who is left out because of an address in quarantine?
                  curl -H "Authorization: Bearer $HEED_API_KEY" "%1$s/api/v1/deliveries/%3$s/exclusions?cause=address_quarantined&limit=3"
                  # what if opt-outs from e-mail were ignored? (nothing is stored)
                  curl -H "Authorization: Bearer $HEED_API_KEY" -H "Content-Type: application/json" \\
                    -d '{"without":["opted_out"]}' %1$s/api/v1/deliveries/%3$s/what-if
                  # what a mailbox provider sends when that person presses "unsubscribe" (RFC 8058)
                  curl -s -o /dev/null -w "%%{http_code}\\n" -d List-Unsubscribe=One-Click %5$s
                  # do all links hold against scanners, replays and forgeries?
                  ./heed selftest %1$s
                  # a look at the first people of the target
                  curl -s -H "Authorization: Bearer $HEED_API_KEY" -H "Accept: text/csv" %1$s/api/v1/deliveries/%3$s/target | head

                Ctrl-C stops it; the next ./heed demo goes on with the same data."""
                .formatted(url, key, delivery, person, link).lines().toList();
    }
}
