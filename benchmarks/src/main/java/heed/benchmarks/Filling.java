package heed.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Fills an empty Heed with the population, all of it through the API.
public final class Filling {

    private static final String FILLED = "filled.properties";

    private final RunningHeed heed;
    private final PopulationFiles files;
    private final Progress progress;

    Filling(RunningHeed heed, PopulationFiles files, Progress progress) {
        this.heed = heed;
        this.files = files;
        this.progress = progress;
    }

    /// How long the imports took, from the first byte sent to the state `done`, in milliseconds.
    ///
    /// @param profiles the import of profiles
    /// @param fresh whether it was in this run
    public record Times(double profiles, boolean fresh) {}

    /// What an earlier run left beside its home.
    static Properties left(Path folder) throws IOException {
        Properties left = new Properties();
        if (Files.exists(folder.resolve(FILLED))) {
            try (var in = Files.newInputStream(folder.resolve(FILLED))) {
                left.load(in);
            }
        }
        return left;
    }

    /// Remembers that the home is complete.
    static void leave(Path folder, Population people, Times times) throws IOException {
        Properties left = new Properties();
        left.setProperty("base", people.base().toString());
        left.setProperty("profiles", Double.toString(times.profiles()));
        try (var out = Files.newOutputStream(folder.resolve(FILLED), StandardOpenOption.CREATE)) {
            left.store(out, null);
        }
    }

    Times fill() throws IOException, InterruptedException {
        heed.call("POST", "/services", """
                {"name":"%s","label":"News","channel":"email"}""".formatted(PopulationFiles.SERVICE));
        double profiles = take("profiles", files.profiles());
        take("quarantine", files.quarantine());
        take("opt_outs", files.optOuts());
        take("subscriptions", files.subscriptions());
        for (String domain : PopulationFiles.EXCLUDED_DOMAINS) {
            heed.call("PUT", "/excluded-domains/" + domain.replace("*", "%2A"), "");
        }
        return new Times(profiles, true);
    }

    private double take(String kind, Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String id = heed.upload("/imports?kind=" + kind, file).get("id").asString();
        JsonNode now = heed.call("GET", "/imports/" + id, "");
        while (now.get("state").asString().equals("running")) {
            TimeUnit.MILLISECONDS.sleep(20);
            now = heed.call("GET", "/imports/" + id, "");
        }
        double millis = (System.nanoTime() - start) / 1e6;
        if (!now.get("state").asString().equals("done") || now.get("rejected").asLong() > 0) {
            throw new IOException("the import of " + file + " came to " + now);
        }
        progress.say("imported %,d rows of %s in %.1f s, %,.0f a second".formatted(now.get("read").asLong(), kind,
                millis / 1000, now.get("read").asLong() / millis * 1000));
        return millis;
    }
}
