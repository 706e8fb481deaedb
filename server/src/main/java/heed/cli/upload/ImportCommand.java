package heed.cli.upload;

import heed.cli.ProgressBar;
import heed.exchange.ErrorFile;
import heed.exchange.ImportKind;
import heed.exchange.RowFormat;
import heed.exchange.RowReader;
import heed.rules.Moment;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `heed import`: a file into a running server.
@Command(name = "import", mixinStandardHelpOptions = true, description = "Imports a file into a running server.", footer = {
        "", "Files are CSV with a header row or NDJSON, gzip allowed.",
        "Rows that cannot be used never stop it: they come back as <input name>.errors.csv beside the input."})
public final class ImportCommand implements Callable<Integer> {

    private static final long POLL_NANOS = 250_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "profiles, opt_outs, quarantine, subscriptions, or feedback")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "the file; of feedback: an mbox, a maildir, or a message")
    private Path file = Path.of("");

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8080", description = "default: ${DEFAULT-VALUE}")
    private URI url = URI.create("");

    @Option(names = "--key", paramLabel = "KEY", description = "an API key (default: HEED_API_KEY)")
    private @Nullable String key;

    @Option(names = "--allow-opt-in", description = "rows may opt in; needs --reason")
    private boolean allowOptIn;

    @Option(names = "--reason", paramLabel = "TEXT", description = "where the consent comes from")
    private @Nullable String reason;

    @Option(names = "--as-of", paramLabel = "TIME", description = "when the file was made, as 2026-03-01T12:00:00Z")
    private @Nullable String asOf;

    @Option(names = "--dry-run", description = "says what would happen, keeps nothing")
    private boolean dryRun;

    @Option(names = "--empty", paramLabel = "clear", description = "clear: an empty cell clears, instead of changing nothing")
    private @Nullable String empty;

    @Override
    public Integer call() throws IOException {
        if (kind.equals("feedback")) {
            return feedback();
        }
        Map<String, String> parameters = parameters();
        String secret = secret();
        PrintWriter out = spec.commandLine().getOut();
        try (ImportClient client = new ImportClient(url, secret)) {
            String id = upload(client, parameters);
            JsonNode done = follow(client, id);
            print(out, done);
            fetchErrors(client, id, done);
            if (!done.path("state").asString("").equals("done")) {
                throw new ImportFailed("import " + id + " failed: " + done.path("error").asString(""));
            }
            return ExitCode.OK;
        }
    }

    private Integer feedback() throws IOException {
        if (!Files.isReadable(file)) {
            throw wrong("the file " + file + " cannot be read");
        }
        PrintWriter err = spec.commandLine().getErr();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ImportClient client = new ImportClient(url, secret())) {
            MailFiles.read(file, (raw, place) -> {
                String why = client.feedback(raw);
                (why == null ? taken : refused).incrementAndGet();
                if (why != null) {
                    err.println(place + ": " + why);
                }
            });
        }
        spec.commandLine().getOut().printf("feedback: %,d messages taken, %,d refused%n", taken.get(), refused.get());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private String upload(ImportClient client, Map<String, String> parameters) throws IOException {
        String type = RowReader.formatOf(file) == RowFormat.NDJSON ? "application/x-ndjson" : "text/csv";
        long size = Math.max(1, Files.size(file));
        ProgressBar bar = bar("uploading", "bytes");
        String id = client.post(parameters, file, type, sent -> bar.update((double) sent / size, (double) sent));
        bar.done((double) size);
        return id;
    }

    private JsonNode follow(ImportClient client, String id) {
        ProgressBar bar = bar("importing", "rows");
        JsonNode now = client.get(id);
        while (now.path("state").asString("").equals("running")) {
            bar.update(now.path("progress").asDouble(0), now.path("read").asDouble(0));
            LockSupport.parkNanos(POLL_NANOS);
            now = client.get(id);
        }
        bar.done(now.path("read").asDouble(0));
        return now;
    }

    private ProgressBar bar(String what, String unit) {
        return new ProgressBar(spec.commandLine().getErr(), ProgressBar.isWatched(), what, unit);
    }

    private void print(PrintWriter out, JsonNode done) {
        out.printf("import %s (%s)%s: %,d rows read, %,d applied (%,d created), %,d unchanged, %,d rejected%n",
                done.path("id").asString(""), done.path("kind").asString(""), dryRun ? ", dry run, nothing kept" : "",
                done.path("read").asLong(0), done.path("applied").asLong(0), done.path("created").asLong(0),
                done.path("unchanged").asLong(0), done.path("rejected").asLong(0));
        done.at("/diff/switches").properties().forEach(entry -> out.printf("  opt-out %s: %,d on, %,d off%n",
                entry.getKey(), entry.getValue().path("on").asLong(0), entry.getValue().path("off").asLong(0)));
        out.flush();
    }

    private void fetchErrors(ImportClient client, String id, JsonNode done) throws IOException {
        Path errors = ErrorFile.beside(file);
        if (done.path("rejected").asLong(0) > 0) {
            client.errors(id, errors);
            spec.commandLine().getErr().println("rejected rows are in " + errors);
        } else {
            Files.deleteIfExists(errors);
        }
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("kind", ImportKind.ofCode(kind.replace('-', '_')).map(ImportKind::code)
                .orElseThrow(() -> wrong("KIND must be profiles, opt_outs, quarantine, subscriptions or feedback")));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong("the file " + file + " cannot be read");
        }
        if (allowOptIn && (reason == null || reason.isBlank())) {
            throw wrong("--allow-opt-in needs --reason: where the consent comes from");
        }
        put(parameters, "allowOptIn", allowOptIn ? "true" : null);
        put(parameters, "reason", reason);
        put(parameters, "asOf", moment(asOf));
        put(parameters, "dryRun", dryRun ? "true" : null);
        if (empty != null && !empty.equals("clear")) {
            throw wrong("--empty must be clear");
        }
        put(parameters, "empty", empty);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private @Nullable String moment(@Nullable String text) {
        try {
            return text == null ? null : Moment.of(text).toString();
        } catch (IllegalArgumentException refused) {
            throw wrong("--as-of " + refused.getMessage());
        }
    }

    private String secret() {
        String found = key == null ? System.getenv("HEED_API_KEY") : key;
        if (found == null || found.isBlank()) {
            throw wrong("an API key is needed: --key, or HEED_API_KEY");
        }
        return found;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
