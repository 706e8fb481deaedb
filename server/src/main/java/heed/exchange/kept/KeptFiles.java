package heed.exchange.kept;

import heed.database.HeedHome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The files that wait to be applied. Taking one renames it, so that of two who apply the same one, one gets it.
@Component
public class KeptFiles {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String ENDING = ".kept";

    private final Path directory;
    private final Clock clock;

    KeptFiles(HeedHome home, Clock clock) {
        this.directory = home.directory("imports");
        this.clock = clock;
    }

    /// Keeps the file of a dry run that has ended.
    public void keep(long id, Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        Files.move(file, place(id), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Is it there?
    public boolean holds(long id) {
        return Files.exists(place(id));
    }

    /// Takes it out, under a new name; empty where it is gone.
    public Optional<Path> take(long id, String name) throws IOException {
        Path taken = directory.resolve(name);
        try {
            return Optional.of(Files.move(place(id), taken, StandardCopyOption.ATOMIC_MOVE));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /// Deletes what nobody applied within a day.
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void sweep() throws IOException {
        Instant last = clock.instant().minus(KEPT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(last)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path place(long id) {
        return directory.resolve(id + ENDING);
    }
}
