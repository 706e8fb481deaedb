package heed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `heed prepare` says, and how it ends, when files are not what they should be.
class PrepareFailuresTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String said = "";

    @BeforeEach
    void people() throws IOException {
        file("p.csv", "key,email\nann,ann@example.org\nben,ben@example.org\n");
    }

    @Test
    void anInputThatCannotBeReadIsOneLineAndExitCodeOne() throws IOException {
        Files.createDirectory(folder.resolve("d"));
        file("empty.csv", "");
        file("nokey.csv", "name,email\nann,ann@example.org\n");
        file("twice.csv", "key,email,email\nann,a@example.org,\n");
        file("utf16.csv", new String("key,email\n".getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("utf16.csv"), "key,email\n".getBytes(StandardCharsets.UTF_16));
        file("typo.csv", "key,email,Unconfirmed\nann,ann@example.org,true\n");

        assertThat(ends("missing.csv")).isEqualTo("1 heed: there is no file missing.csv");
        assertThat(ends("d")).isEqualTo("1 heed: d is a directory, not a file");
        assertThat(ends("empty.csv")).isEqualTo("1 heed: empty.csv: line 1: the file is empty; it needs a header row");
        assertThat(ends("nokey.csv")).isEqualTo("1 heed: nokey.csv: line 1: column key is missing");
        assertThat(ends("twice.csv")).isEqualTo("1 heed: twice.csv: line 1: column email stands there twice");
        assertThat(ends("utf16.csv")).isEqualTo("1 heed: utf16.csv: line 1: the file is UTF-16; save it as UTF-8");
        assertThat(ends("typo.csv"))
                .isEqualTo("1 heed: typo.csv: line 1: column Unconfirmed is not known; is it unconfirmed?");
        assertThat(folder.resolve("t.csv")).doesNotExist();
    }

    @Test
    void brokenRowsCostThemselvesOnly() throws IOException {
        file("p.csv", "key,email\nann,ann@example.org\nb\0n,ben@example.org\n" + "x".repeat(3 << 20) + "\n"
                + "cay,\"cay@example.org\ndan,dan@example.org\n");
        file("d.txt", "\uFEFFexample.com\n" + "y".repeat(3 << 20) + "\n");

        assertThat(run("--profiles", "p.csv", "--target", "t.csv", "--excluded-domains", "d.txt")).isZero();

        assertThat(Files.readAllLines(folder.resolve("t.csv"))).containsExactly("profile,address",
                "ann,ann@example.org", "dan,dan@example.org");
        assertThat(said).contains("3 of 5 rows are bad", "1 of 2 rows are bad");
        assertThat(Files.size(folder.resolve("d.txt.errors.csv"))).isLessThan(2000);
    }

    @Test
    void aResultNeverTakesThePlaceOfAnInputOrOfAnotherResult() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("p.csv"));

        for (String name : List.of("p.csv", "link.csv", "p.csv.errors.csv")) {
            assertThat(run("--profiles", "p.csv", "--target", name)).isEqualTo(2);
            assertThat(said).contains(name + " is an input or its error file");
        }
        assertThat(run("--profiles", "p.csv", "--target", "t.csv", "--exclusions", "./t.csv")).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("p.csv"))).startsWith("key,email");
    }

    @Test
    void aResultThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Files.createDirectory(folder.resolve("d"));

        assertThat(run("--profiles", "p.csv", "--target", "none/t.csv")).isEqualTo(1);
        assertThat(said).contains("cannot write", "none/t.csv: there is no such file or directory");
        assertThat(run("--profiles", "p.csv", "--exclusions", "d")).isEqualTo(1);
        assertThat(said).contains("d: it is a directory");
        assertThat(folder).isDirectoryNotContaining("glob:**.{part,csv.errors.csv}")
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("t."));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsExitCodeOne() {
        assertThat(run("--profiles", "p.csv", "--target", "/dev/full")).isEqualTo(1);
        assertThat(said).contains("cannot write /dev/full: No space left on device").doesNotContain("\tat ");
        assertThat(Path.of("/dev/full.part")).doesNotExist();
    }

    @Test
    void aResultBehindALinkIsWrittenWhereTheLinkLeads() throws IOException {
        file("real.csv", "old");
        Files.createSymbolicLink(folder.resolve("t.csv"), folder.resolve("real.csv"));

        assertThat(run("--profiles", "p.csv", "--target", "t.csv")).isZero();

        assertThat(folder.resolve("t.csv")).isSymbolicLink();
        assertThat(folder.resolve("real.csv")).content().startsWith("profile,address\nann,");
    }

    private String ends(String profiles) {
        int code = run("--profiles", profiles, "--target", "t.csv");
        return code + " " + said.strip().replace(folder + "/", "");
    }

    /// Runs with every name that is a relative path taken in the folder.
    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("prepare", "--channel", "email"));
        for (String arg : args) {
            all.add(arg.startsWith("--") ? arg : folder.resolve(arg).toString());
        }
        StringWriter err = new StringWriter();
        CommandLine line = Heed.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(all.toArray(String[]::new));
        said = err.toString();
        return code;
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
