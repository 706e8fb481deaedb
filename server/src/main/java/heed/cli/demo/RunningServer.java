package heed.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// A server that runs in this process, as its callers see it.
///
/// @param url where it listens, `http://…`
/// @param home its HEED_HOME
/// @param configuredKey the API key it was given, empty for none
public record RunningServer(String url, Path home, String configuredKey) {

    /// The server of a started context.
    public static RunningServer of(ConfigurableApplicationContext context) {
        Environment settings = context.getEnvironment();
        String address = settings.getProperty("server.address", "127.0.0.1");
        return new RunningServer("http://" + address + ":" + settings.getProperty("local.server.port"),
                Path.of(settings.getRequiredProperty("heed.home")), settings.getProperty("heed.api-key", ""));
    }

    /// An API key with every scope: the one it was given, else the one it made at its first start.
    String apiKey() throws IOException {
        return configuredKey.isBlank() ? Files.readString(home.resolve("api-key")).strip() : configuredKey;
    }
}
