package heed.e2e.stage;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The browser of the machine, best without a window of its own: that one takes less of the processor. Where it is not
/// there and this is root on a Debian, Debian's is installed; nothing is taken from anywhere else.
final class Chromium {

    private static final String SHELL = "chromium-headless-shell";

    private static final List<String> NAMES = List.of(SHELL, "chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable");

    private static final String ADVICE = """
            The journeys need Chromium and there is none on the PATH. Install it (Debian: apt-get install chromium), or
            name it: -Dheed.chromium=/path/to/chromium. Without the journeys: mvn verify -pl '!e2e'""";

    private Chromium() {
    }

    /// Where it is; fails with an advice where there is none and none can be installed.
    static Path executable() {
        String named = System.getProperty("heed.chromium");
        if (named != null) {
            return Path.of(named);
        }
        if (onThePath(SHELL).findAny().isEmpty()) {
            install();
        }
        return installed().orElseThrow(() -> new IllegalStateException(ADVICE));
    }

    private static Optional<Path> installed() {
        return NAMES.stream().flatMap(Chromium::onThePath).findFirst();
    }

    /// An old Debian has none without a window, a closed network has nothing: what is there is used then.
    private static void install() {
        if (!"root".equals(System.getProperty("user.name")) || onThePath("apt-get").findAny().isEmpty()) {
            return;
        }
        System.out.println("e2e: installing Debian's Chromium");
        boolean done = run("apt-get", "-qq", "-o", "Acquire::http::Timeout=20", "update") && install(SHELL);
        if (!done && installed().isEmpty() && !install("chromium")) {
            throw new IllegalStateException(ADVICE);
        }
    }

    private static boolean install(String name) {
        return run("apt-get", "-qq", "install", "-y", "--no-install-recommends", name, "fonts-dejavu-core");
    }

    private static boolean run(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                System.out.println("e2e: " + String.join(" ", command) + " failed:\n" + printed);
                return false;
            }
            return true;
        } catch (IOException e) {
            throw new IllegalStateException(ADVICE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Path> onThePath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable);
    }
}
