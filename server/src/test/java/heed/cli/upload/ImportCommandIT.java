package heed.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String k = TestServer.unique("cli") + "-";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aFileIsImportedAndItsBadRowsComeBackBesideIt() throws IOException {
        Path file = file("key,email\n%1$s1,a@x.org\n%1$s2,nonsense\n".formatted(k));

        int code = run("profiles", file.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("2 rows read, 1 applied (1 created), 0 unchanged, 1 rejected");
        assertThat(Path.of(file + ".errors.csv")).content().startsWith("line,reason,row").contains("3,email: ");
        assertThat(err.toString()).contains("uploading").contains("importing").contains("100 %");
    }

    @Test
    void aDryRunSaysSo() throws IOException {
        int code = run("opt-outs", file("key,channel\n%s1,email\n".formatted(k)).toString(), "--dry-run");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("dry run, nothing kept").contains("opt-out email: 1 on, 0 off");
    }

    @Test
    void wrongUsageIsTwoAndFailureIsOne() throws IOException {
        Path file = file("email\na@x.org\n");

        assertThat(run("people", file.toString())).isEqualTo(2);
        assertThat(run("profiles", file + ".missing")).isEqualTo(2);
        assertThat(run("opt_outs", file.toString(), "--allow-opt-in")).isEqualTo(2);
        assertThat(run("profiles", file.toString(), "--empty", "keep")).isEqualTo(2);
        assertThat(run("profiles", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("column key is missing");
    }

    @Test
    void feedbackIsImportedFromAnMboxAndAMaildir() throws IOException {
        String mail = "From: a@b.example\nSubject: %s\n\nHello.\n";
        Path mbox = Files.writeString(directory.resolve("mbox"),
                "From a@b Sat Nov 28 10:00:00 2026\n" + mail.formatted(k + "1")
                        + "\nFrom a@b Sat Nov 28 10:00:00 2026\n"
                        + mail.formatted(k + "2"));
        Path maildir = directory.resolve("maildir");
        for (String folder : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir.resolve(folder));
        }
        Files.writeString(maildir.resolve("new/1.a.b"), mail.formatted(k + "3"));
        Files.writeString(maildir.resolve("cur/2.a.b:2,S"), mail.formatted(k + "4"));

        assertThat(run("feedback", mbox.toString())).as(err.toString()).isZero();
        assertThat(run("feedback", maildir.toString())).as(err.toString()).isZero();

        assertThat(out.toString().lines().toList()).containsOnly("feedback: 2 messages taken, 0 refused").hasSize(2);
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new ImportCommand()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(new String[]{"--url", TestServer.url().toString(), "--key", TestServer.ADMIN_KEY}, 0, all,
                arguments.length, 4);
        return line.execute(all);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("in.csv"), text);
    }
}
