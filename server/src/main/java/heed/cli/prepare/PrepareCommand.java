package heed.cli.prepare;

import heed.cli.ProgressBar;
import heed.cli.WaterfallPicture;
import heed.cli.WaterfallPicture.Bar;
import heed.cli.prepare.OfflineAnalysis.Question;
import heed.cli.prepare.OfflineAnalysis.Result;
import heed.delivery.analysis.Waterfall;
import heed.exchange.ErrorFile;
import heed.rules.Channel;
import heed.rules.Typology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `heed prepare`: who is left of a file of profiles, and why not the others, without a server.
@Command(name = "prepare", mixinStandardHelpOptions = true, description = PrepareCommand.WHAT, footer = {"",
        PrepareCommand.FILES, PrepareCommand.BAD_ROWS})
public final class PrepareCommand implements Callable<Integer> {

    static final String WHAT = "Prepares a delivery offline, files to files: who is left, and why not the others.";

    static final String CHANNELS = "email, sms, push, phone, direct_mail, fax or whatsapp";

    static final String FILES = "Files are CSV with a header row or NDJSON, gzip allowed; columns as in an import.";

    static final String BAD_ROWS = "Bad rows never stop it: they go to <input name>.errors.csv and are in nobody's audience.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--channel", required = true, paramLabel = "CHANNEL", description = PrepareCommand.CHANNELS)
    private String channel = "";

    @Option(names = "--profiles", required = true, paramLabel = "FILE", description = "everybody in the audience")
    private Path profiles = Path.of("");

    @Option(names = "--opt-outs", paramLabel = "FILE", description = "who must not be contacted")
    private @Nullable Path optOuts;

    @Option(names = "--quarantine", paramLabel = "FILE", description = "addresses not to be used")
    private @Nullable Path quarantine;

    @Option(names = "--subscriptions", paramLabel = "FILE", description = "who subscribed to the service")
    private @Nullable Path subscriptions;

    @Option(names = "--service", paramLabel = "NAME", description = "the service the delivery is for")
    private @Nullable String service;

    @Option(names = "--excluded-domains", paramLabel = "FILE", description = "one a line: example.org or *.example.org")
    private @Nullable Path excludedDomains;

    @Option(names = "--typology", paramLabel = "NAME", defaultValue = "marketing", description = "marketing (the default) or transactional")
    private String typology = "";

    @Option(names = "--region", paramLabel = "COUNTRY", description = "of phone numbers without one, like FR")
    private @Nullable String region;

    @Option(names = "--target", paramLabel = "FILE", description = "write who is left: profile,address")
    private @Nullable Path target;

    @Option(names = "--exclusions", paramLabel = "FILE", description = "write who is not: profile,address,cause,causes")
    private @Nullable Path exclusions;

    @Option(names = "--json", description = "print the waterfall as JSON")
    private boolean json;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        Instant start = clock.instant();
        Question asked = question(start);
        refuseToOverwrite(asked.inputs());
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = Progress.of(ProgressBar.isWatched() ? new ProgressBar(err, true, "reading", "bytes") : null,
                asked.inputs());
        Result result = OfflineAnalysis.of(asked, progress);
        progress.end();
        new ResultFiles(result.people(), result.waterfall()).write(target, exclusions);
        print(result.waterfall(), start, Duration.between(start, clock.instant()));
        result.inputs().forEach(input -> input.complaint().ifPresent(err::println));
        err.flush();
        return ExitCode.OK;
    }

    private Question question(Instant now) {
        if (subscriptions != null && service == null) {
            throw wrong("--subscriptions needs --service: whose subscriptions?");
        }
        Channel on = Channel.ofCode(channel).orElseThrow(() -> wrong("unknown channel " + channel));
        Typology by = Typology.builtIn(typology).orElseThrow(() -> wrong("unknown typology " + typology));
        return new Question(on, by, service, region, profiles, optOuts, quarantine, subscriptions, excludedDomains,
                now);
    }

    /// A result never takes the place of another result, of an input, or of an input's error file.
    private void refuseToOverwrite(List<Path> inputs) throws IOException {
        if (target != null && exclusions != null && isSame(target, exclusions)) {
            throw wrong("--target and --exclusions are the same file");
        }
        for (Path output : Stream.of(target, exclusions).flatMap(Stream::ofNullable).toList()) {
            for (Path input : inputs) {
                if (isSame(output, input) || isSame(output, ErrorFile.beside(input))) {
                    throw wrong(output + " is an input or its error file; write to another file");
                }
            }
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        if (Files.exists(one) && Files.exists(other)) {
            return Files.isSameFile(one, other);
        }
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(Waterfall waterfall, Instant at, Duration took) {
        long audience = waterfall.audience().getLongCardinality();
        long left = waterfall.target().getLongCardinality();
        List<Bar> bars = waterfall.rows().stream().map(row -> new Bar(row.rule().code(), row.detail(), row.deciding(),
                row.matchingCount(), row.only())).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writerWithDefaultPrettyPrinter()
                    .writeValueAsString(analysis(audience, left, bars, at, took)));
        } else {
            WaterfallPicture.draw(audience, left, bars).forEach(out::println);
        }
        out.flush();
    }

    /// The shape of `GET /deliveries/{id}/analysis`; offline there is no ledger.
    private static Map<String, @Nullable Object> analysis(long audience, long target, List<Bar> bars, Instant at,
            Duration took) {
        Map<String, @Nullable Object> analysis = new LinkedHashMap<>();
        analysis.put("state", "done");
        analysis.put("audience", audience);
        analysis.put("unknown", 0);
        analysis.put("target", target);
        analysis.put("ledgerSeq", null);
        analysis.put("preparedAt", at.toString());
        analysis.put("durationMs", took.toMillis());
        analysis.put("exclusions", bars);
        return analysis;
    }
}
