package heed.cli;

import heed.HeedServer;
import heed.cli.demo.FirstSignIn;
import heed.cli.demo.RunningServer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `heed serve`: the server, until it is stopped.
@Command(name = "serve", description = "Runs the server.", mixinStandardHelpOptions = true, footer = {"",
        "Settings are environment variables:", "  HEED_HOME          where the data is kept (default ~/.heed)",
        "  HEED_PORT          port (default 8080)", "  HEED_ADDRESS       address to listen on (default 127.0.0.1)",
        "  HEED_DATABASE_URL  an external PostgreSQL, 15 or later (default: an embedded one)",
        "  HEED_API_KEY       a first API key with every scope",
        "  HEED_ADMIN_PASSWORD  the password of the operator admin (default: made up and printed once)"})
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        ConfigurableApplicationContext server = SpringApplication.run(HeedServer.class);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Heed listens on " + RunningServer.of(server).url());
        out.println(FirstSignIn.of(server).line());
        out.flush();
        return ExitCode.OK;
    }
}
