package heed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;

class HeedTest {

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    @Test
    void withoutACommandItShowsTheHelpAsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: heed", "serve");
    }

    @Test
    void everyCommandHasHelp() {
        Heed.commandLine().getSubcommands().forEach((name, command) -> {
            assertThat(command.getUsageMessage()).as(name).contains("Usage: heed " + name);
            assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
        });
        assertThat(run("help", "serve")).isZero();
        assertThat(out.toString()).contains("HEED_HOME");
    }

    @Test
    void anUnknownCommandOrOptionIsWrongUsage() {
        assertThat(run("srve")).isEqualTo(2);
        assertThat(run("serve", "--nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("srve", "--nonsense").doesNotContain("\tat ");
    }

    @Test
    void whatAPersonCanPutRightIsOneLine() {
        Throwable start = new IllegalStateException("refresh failed", new PortInUseException(8080));

        assertThat(Failure.messageOf(start)).contains("port 8080 is in use; set HEED_PORT to another one");
        assertThat(Failure.messageOf(new IllegalStateException("outer", new Failure("inner")))).contains("inner");
        assertThat(Failure.messageOf(new IllegalStateException("a bug"))).isEmpty();
    }

    private int run(String... args) {
        CommandLine line = Heed.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
