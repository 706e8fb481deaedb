package heed.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heed.cli.prepare.PrepareCommand;
import heed.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The same files through `heed prepare` and through imports: the same rows are refused, for the same reasons. Each has
/// parsers of its own, the command's made to read ten million rows as bytes.
class SameReasonsIT {

    private static final List<String> KINDS = List.of("profiles", "opt_outs", "quarantine", "subscriptions");

    private final Imports imports = new Imports();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        for (String kind : KINDS) {
            try (InputStream file = SameReasonsIT.class.getResourceAsStream("/heed/reasons/" + kind + ".csv")) {
                Files.copy(Objects.requireNonNull(file), file(kind));
            }
        }
    }

    @Test
    void whatOneRefusesTheOtherRefusesForTheSameReason() throws IOException {
        TestServer.api().post("/services").json(Map.of("name", "reasons", "label", "Reasons", "channel", "email"))
                .send()
                .expect(201);
        prepare();

        for (String kind : KINDS) {
            List<String> imported = imported(kind);
            assertThat(prepared(kind)).as(kind).containsExactlyElementsOf(imported);
            assertThat(imported).as(kind).hasSizeGreaterThan(12);
        }
    }

    private void prepare() {
        CommandLine line = new CommandLine(new PrepareCommand());
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(new StringWriter()));
        assertThat(line.execute("--channel", "email", "--profiles", path("profiles"), "--opt-outs", path("opt_outs"),
                "--quarantine", path("quarantine"), "--subscriptions", path("subscriptions"), "--service", "reasons"))
                .isZero();
    }

    /// `line: reason,row`, in the order of the file.
    private List<String> prepared(String kind) throws IOException {
        return Files.readString(ErrorFile.beside(file(kind)), UTF_8).lines().skip(1)
                .map(line -> line.replaceFirst("^(\\d+),", "$1: "))
                .sorted(Comparator.comparingInt(line -> Integer.parseInt(line.substring(0, line.indexOf(':')))))
                .toList();
    }

    private List<String> imported(String kind) throws IOException {
        return imports.errors(imports.csv("kind=" + kind, Files.readString(file(kind), UTF_8)));
    }

    private Path file(String kind) {
        return folder.resolve(kind + ".csv");
    }

    private String path(String kind) {
        return file(kind).toString();
    }
}
