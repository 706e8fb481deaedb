package heed.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        takeAll(Map.of("quarantine", files.quarantine(), "opt_outs", files.optOuts(), "subscriptions",
                files.subscriptions()));
        for (String domain : PopulationFiles.EXCLUDED_DOMAINS) {
            heed.call("PUT", "/excluded-domains/" + domain.replace("*", "%2A"), "");
        }
        return new Times(profiles, true);
    }

    /// Side by side: neither needs the other.
    private void takeAll(Map<String, Path> kinds) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Double>> works = new ArrayList<>();
            kinds.forEach((kind, file) -> works.add(() -> take(kind, file)));
            for (Future<Double> work : threads.invokeAll(works)) {
                work.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private double take(String kind, Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        JsonNode done = heed.importFile(kind, file);
        double millis = (System.nanoTime() - start) / 1e6;
        progress.say("imported %,d rows of %s in %.1f s, %,.0f a second".formatted(done.get("read").asLong(), kind,
                millis / 1000, done.get("read").asLong() / millis * 1000));
        return millis;
    }
}
