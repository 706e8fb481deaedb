package heed.cli;

import heed.HeedServer;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// `heed serve`: the server, until it is stopped.
@Command(name = "serve", description = "Runs the server.", mixinStandardHelpOptions = true, footer = {"",
        "Settings are environment variables:", "  HEED_HOME          where the data is kept (default ~/.heed)",
        "  HEED_PORT          port (default 8080)", "  HEED_ADDRESS       address to listen on (default 127.0.0.1)",
        "  HEED_DATABASE_URL  an external PostgreSQL, 15 or later (default: an embedded one)",
        "  HEED_API_KEY       a first API key with every scope"})
final class ServeCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        SpringApplication.run(HeedServer.class);
        return ExitCode.OK;
    }
}
