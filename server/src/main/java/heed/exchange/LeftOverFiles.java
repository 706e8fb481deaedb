package heed.exchange;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Uploads that a killed server left behind half taken, and files of imports that were done: nobody asks for them any
/// more. HEED_HOME belongs to one server, so what is older than this one and no import at work is left over.
@Component
class LeftOverFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOverFiles.class);

    private final ImportStore store;
    private final ImportJobs jobs;
    private final Instant begun;

    LeftOverFiles(ImportStore store, ImportJobs jobs, Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.begun = clock.instant();
    }

    @EventListener(ApplicationReadyEvent.class)
    void delete() throws IOException {
        Set<String> atWork = store.running().stream().map(ImportStore.Running::file).collect(Collectors.toSet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(jobs.directory(), "*" + StoredFile.ENDING)) {
            for (Path file : files) {
                if (!atWork.contains(file.getFileName().toString())
                        && Files.getLastModifiedTime(file).toInstant().isBefore(begun)) {
                    LOG.info("Deleting {}, left over from an upload that was never accepted or an import that ended",
                            file);
                    Files.delete(file);
                }
            }
        }
    }
}
