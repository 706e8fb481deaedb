package heed.cli.selftest;

import heed.cli.selftest.HttpLine.Ask;
import java.io.PrintWriter;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heed selftest URL`: does every link of a running server hold against scanners, replays and forgeries, and does every
/// rightful withdrawal work?
@Command(name = "selftest", mixinStandardHelpOptions = true, description = {
        "Attacks the unsubscribe links of a running server and says what held.",
        "Makes a throw-away profile heed-selftest-…, with a delivery and a service, and deletes them at the end."}, footer = {
                "", "Exit code: 0 every check held; 1 one did not."})
public final class SelftestCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "URL", description = "where the server is reached, as http://127.0.0.1:8080")
    private URI url = URI.create("");

    @Option(names = "--key", paramLabel = "KEY", description = "an API key with the scope admin (default: HEED_API_KEY)")
    private @Nullable String key;

    @Option(names = "--token-url", paramLabel = "LINK", description = "a link from a message as it arrived: looked at too, "
            + "for a system that sends may have rewritten it. Nothing is pressed")
    private @Nullable URI tokenUrl;

    @Override
    public Integer call() {
        String secret = key == null ? System.getenv("HEED_API_KEY") : key;
        if (secret == null || secret.isBlank()) {
            throw new ParameterException(spec.commandLine(), "an API key is needed: --key, or HEED_API_KEY");
        }
        PrintWriter out = spec.commandLine().getOut();
        Checks checks = new Checks(out);
        String name = "heed-selftest-" + UUID.randomUUID();
        try (HttpLine http = new HttpLine()) {
            ApiClient api = new ApiClient(http, url, secret);
            try (Subject subject = Subject.of(api, name)) {
                out.println("Links as " + subject.link().resolve("/u/…"));
                new Looks(http, subject).run(checks);
                new Withdrawals(http, subject).run(checks);
            }
            try (Subject subscriber = Subject.subscriber(api, name + "-s")) {
                new Withdrawals(http, subscriber).runForService(checks);
            }
            URI arrived = tokenUrl;
            if (arrived != null) {
                checks.check("U6 the link as it arrived leads to the page, without a redirect",
                        () -> Looks.wrongPage(http.send(arrived, Ask.of("GET"))));
            }
        }
        return checks.end() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
