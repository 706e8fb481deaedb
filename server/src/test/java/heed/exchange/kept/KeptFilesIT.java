package heed.exchange.kept;

import static org.assertj.core.api.Assertions.assertThat;

import heed.database.HeedHome;
import heed.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KeptFilesIT {
    private static final long LEFT = 900_000_000_001L;
    private static final long FRESH = 900_000_000_002L;

    private final Instant now = TestServer.bean(Clock.class).instant();
    private final Path directory = TestServer.bean(HeedHome.class).directory("imports");

    @Test
    void whatNobodyAppliedWithinADayIsDeletedAndNothingElse() throws IOException {
        Path other = file();
        Files.setLastModifiedTime(other, FileTime.from(now.minus(Duration.ofDays(2))));
        kept(now.minus(Duration.ofHours(25))).keep(LEFT, file());
        kept(now.minus(Duration.ofHours(23))).keep(FRESH, file());

        kept(now).sweep();

        assertThat(kept(now).holds(LEFT)).isFalse();
        assertThat(kept(now).holds(FRESH)).isTrue();
        assertThat(other).exists();
        assertThat(kept(now).take(LEFT, TestServer.unique("taken"))).isEmpty();
        Path taken = kept(now).take(FRESH, TestServer.unique("taken")).orElseThrow();
        assertThat(taken).hasContent("key\n");
        assertThat(kept(now).take(FRESH, TestServer.unique("taken"))).as("it is applied once").isEmpty();
        Files.delete(taken);
        Files.delete(other);
    }

    private static KeptFiles kept(Instant moment) {
        return new KeptFiles(TestServer.bean(HeedHome.class), Clock.fixed(moment, ZoneOffset.UTC));
    }

    private Path file() throws IOException {
        return Files.writeString(directory.resolve(TestServer.unique("tried")), "key\n");
    }
}
