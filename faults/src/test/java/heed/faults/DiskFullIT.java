package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import heed.faults.Wire.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// The disk of the database runs full: a small file system of its own, in memory. Skipped where mounting one is not
/// permitted (it takes root).
class DiskFullIT {

    private static final int MEGABYTE = 1 << 20;

    private final Path disk = Faults.home("small-disk");
    private boolean mounted;

    DiskFullIT() throws IOException {
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    @Test
    void aFullDiskIsSaidClearlyAndWorkGoesOnWhenThereIsRoom() throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=220m,mode=700", "tmpfs", disk.toString());
        Assumptions.assumeTrue(mounted, "a file system of its own cannot be mounted: this takes root");
        Path home = Files.createDirectories(disk.resolve("home"));
        try (ChildServer server = ChildServer.start(home, Map.of())) {
            Population population = new Population(server);
            People people = population.add(2_000);
            Path ballast = disk.resolve("ballast");
            fill(ballast);

            Set<String> acknowledged = new HashSet<>();
            int refused = 0;
            int away = 0;
            int asked = 0;
            while (away < 2) {
                String key = people.keys().get(asked++);
                useUpTheLog(server, asked);
                Reply reply = optOut(server, key);
                if (reply.good()) {
                    acknowledged.add(key);
                    population.acknowledge(key);
                } else {
                    assertThat(reply.status()).as(reply.text()).isIn(503, 507);
                    refused++;
                    away += reply.status() == 503 ? 1 : 0;
                }
            }
            Files.delete(ballast);
            server.awaitAnswer();
            for (String key : people.keys().subList(asked, asked + 20)) {
                server.wire().untilAnswered(ask(key).with("later-" + key)).orFail();
                acknowledged.add(key);
                population.acknowledge(key);
            }

            System.out.printf("faults: full disk: %d opt-outs acknowledged, %d refused%n", acknowledged.size(),
                    refused);
            assertThat(population.lost(acknowledged)).isZero();
            population.checkTarget();
            assertThat(server.wire().unclear()).isEmpty();
            assertThat(server.log().lines().filter(line -> line.contains("PostgreSQL")).count())
                    .as(server.log()).isLessThan(30);
        }
    }

    private static Ask ask(String key) {
        return Ask.post("/profiles/" + key + "/opt-outs", "{\"channel\":\"all\"}");
    }

    private static Reply optOut(ChildServer server, String key) {
        return server.wire().send(ask(key));
    }

    /// Begins a new file of PostgreSQL's write-ahead log, for which there is no room: nothing can be committed, and
    /// PostgreSQL ends until there is.
    private static void useUpTheLog(ChildServer server, int asked) {
        if (asked % 20 == 0) {
            try {
                server.database().sql("select pg_switch_wal()").query(String.class).single();
            } catch (DataAccessException e) {
                System.out.println("faults: PostgreSQL has no room for its log: " + e.getMessage());
            }
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[MEGABYTE / 16];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
