package heed.e2e.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `heed demo` in an empty home, in a process of its own: the jar as it is shipped, with people to look at.
///
/// What it prints after its start is in `target/heed-home-….log`.
final class ShippedHeed implements AutoCloseable {

    /// An API key with every scope.
    static final String KEY = "e2e-key";

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final Pattern SIGN_IN = Pattern
            .compile("Console +(http://\\S+)/ +sign in as (\\S+) with the password (\\S+) ");

    /// A page for recipients: of anybody, of one person (with its name behind it), or of a message.
    private static final Pattern PUBLIC = Pattern.compile("http://[^/\\s]+(/(page|p|u)/([\\w-]+))(?: +\\(([\\w-]+),)?");

    private static final String READY = "Ctrl-C stops it";

    /// A tenth of the usual people: enough to look at, and there sooner. Pictures for the tutorial show all of them.
    private static final List<String> FEWER = List.of("--people", "20000");

    private static final long PATIENCE_SECONDS = 60;

    private final Path home;
    private final Process process;
    private final SignIn signIn;
    private final Map<String, String> publicPages;

    /// How one gets in.
    ///
    /// @param url where the server listens, without a slash at its end
    /// @param password as the first start prints it
    record SignIn(URI url, String name, String password) {

        static SignIn printed(String text) {
            Matcher line = SIGN_IN.matcher(text);
            if (!line.find()) {
                throw new AssertionError("no password was printed:\n" + text);
            }
            return new SignIn(URI.create(line.group(1)), line.group(2), line.group(3));
        }
    }

    private ShippedHeed(Path home, Process process) throws IOException {
        this.home = home;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String printed = untilReady(lines);
        this.signIn = SignIn.printed(printed);
        this.publicPages = publicPages(printed);
        Thread.ofVirtual().start(() -> keep(lines, Path.of(home + ".log")));
    }

    /// Starts it on a free port and waits until its people are there and its delivery is prepared.
    ///
    /// @param smtp where it sends mail, as a URL
    static ShippedHeed start(String smtp) {
        try {
            Path home = Files.createTempDirectory(Files.createDirectories(TARGET), "heed-home-");
            // The optimising compiler would cost more than it brings in a minute or two.
            List<String> command = new ArrayList<>(
                    List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-jar",
                            jar().toString(), "demo"));
            if (System.getProperty("heed.tutorial") == null) {
                command.addAll(FEWER);
            }
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("HEED_"));
            builder.environment().putAll(Map.of("HEED_HOME", home.toString(), "HEED_PORT", "0", "HEED_API_KEY", KEY,
                    "HEED_SMTP_URL", smtp));
            return new ShippedHeed(home, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a command came to.
    record Ran(int code, String printed) {}

    /// Runs a command of the jar to its end, against this server or none.
    static Ran run(String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-jar",
                    jar().toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("HEED_"));
            builder.environment().put("HEED_API_KEY", KEY);
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    SignIn signIn() {
        return signIn;
    }

    /// The pages that recipients see, as the demo prints them: the path of each by a name for it.
    Map<String, String> publicPages() {
        return publicPages;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server does not end");
            }
            delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> publicPages(String printed) {
        Map<String, String> pages = new LinkedHashMap<>();
        Matcher page = PUBLIC.matcher(printed);
        while (page.find()) {
            String name = switch (page.group(2)) {
                case "page" -> "page-" + page.group(3);
                case "p" -> "own-" + page.group(4);
                default -> "one-click-page";
            };
            pages.put(name, page.group(1));
        }
        return pages;
    }

    private static String untilReady(BufferedReader lines) throws IOException {
        StringBuilder printed = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            if (line.startsWith(READY)) {
                return printed.toString();
            }
        }
        throw new AssertionError("heed demo ended before it was ready:\n" + printed);
    }

    private static void keep(BufferedReader lines, Path file) {
        try (var log = Files.newBufferedWriter(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.append(line).append('\n').flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() throws IOException {
        Path built = TARGET.resolveSibling("../server/target").normalize();
        try (Stream<Path> files = Files.isDirectory(built) ? Files.list(built) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().matches("server-.*-exec\\.jar")).findAny()
                    .orElseThrow(() -> new IllegalStateException(
                            "no jar in " + built + ": build it with mvn -pl e2e -am verify"));
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.walk(folder)) {
            found = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : found) {
            Files.delete(path);
        }
    }
}
