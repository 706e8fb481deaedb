package heed.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.springframework.util.FileSystemUtils;

/// How much of it: the short form, or with `-Dheed.faults=full` all rounds. The seed is printed; `-Dheed.faults.seed=`
/// takes it back.
final class Faults {

    static final boolean FULL = "full".equals(System.getProperty("heed.faults"));

    private static final long SEED = Long.getLong("heed.faults.seed", System.nanoTime());

    private Faults() {
    }

    static int of(int inShort, int inFull) {
        return FULL ? inFull : inShort;
    }

    static Random random(String name) {
        System.out.println("faults: " + name + " with -Dheed.faults.seed=" + SEED);
        return new Random(SEED ^ name.hashCode());
    }

    /// A fresh HEED_HOME on the disk of the build.
    static Path home(String name) throws IOException {
        Path home = Path.of("target", "faults", name).toAbsolutePath();
        FileSystemUtils.deleteRecursively(home);
        Files.deleteIfExists(home.resolveSibling(name + ".log"));
        return Files.createDirectories(home);
    }
}
