package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import heed.faults.Wire.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// An external database that goes and comes back: here the PostgreSQL that a killed Heed has left.
class ExternalDatabaseIT {

    private final Path home = Faults.home("left-behind");
    private final Path data = home.resolve("pg");

    ExternalDatabaseIT() throws IOException {
    }

    @Test
    void whileItIsAwayEverybodyIsToldAndWhenItIsBackWorkGoesOn() throws Exception {
        ChildServer left = ChildServer.start(home, Map.of());
        left.kill();
        String url = "jdbc:postgresql://127.0.0.1:" + Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip()
                + "/heed?user=postgres&password=" + Files.readString(home.resolve("database-password"));
        try (ChildServer server = ChildServer.start(Faults.home("external"), Map.of("HEED_DATABASE_URL", url))) {
            Population population = new Population(server, left);
            People people = population.add(300);
            Set<String> acknowledged = new HashSet<>();
            optOut(server, people.keys().subList(0, 100), acknowledged);
            String program = program();
            stop(left.postmaster());

            Reply refused = server.wire().send(ask(people.keys().get(100)));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("the database is away");
            assertThat(server.wire().health()).isEqualTo(503);
            pgCtl(program, "restart");
            server.awaitAnswer();
            optOut(server, people.keys().subList(101, 200), acknowledged);

            assertThat(server.wire().health()).isEqualTo(200);
            assertThat(acknowledged).hasSize(199);
            acknowledged.forEach(population::acknowledge);
            assertThat(population.lost(acknowledged)).isZero();
            assertThat(population.repeated(people.prefix())).isZero();
            population.checkTarget();
            assertThat(server.wire().unclear()).isEmpty();
        } finally {
            stop(left.postmaster());
        }
    }

    private static Ask ask(String key) {
        return Ask.post("/profiles/" + key + "/opt-outs", "{\"channel\":\"email\"}");
    }

    private static void optOut(ChildServer server, List<String> keys, Set<String> acknowledged) {
        for (String key : keys) {
            server.wire().send(ask(key)).orFail();
            acknowledged.add(key);
        }
    }

    private String program() throws IOException {
        String line = Files.readString(data.resolve("postmaster.opts"));
        return Path.of(line.substring(0, line.indexOf(" \""))).resolveSibling("pg_ctl").toString();
    }

    private void stop(ProcessHandle postmaster)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(postmaster.pid())).start().waitFor();
        postmaster.onExit().get(60, TimeUnit.SECONDS);
    }

    private void pgCtl(String program, String what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (Files.getOwner(data).getName().equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program, what, "-w", "-D", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(home.resolve("pg_ctl.log").toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
}
