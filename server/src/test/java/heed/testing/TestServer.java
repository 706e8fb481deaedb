package heed.testing;

import heed.HeedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// The whole server, started once per JVM on a free port with its own embedded PostgreSQL.
///
/// It lives under `target/heed-home-<process id>`; what dead JVMs left there is deleted at the start. If it cannot
/// start, every test that asks for it fails.
public final class TestServer {

    /// An API key with the scope admin.
    public static final String ADMIN_KEY = "test-admin-key";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestServer() {
    }

    /// A client with the admin key.
    public static Api api() {
        return new Api(url(), ADMIN_KEY);
    }

    /// Where the server listens, as `http://127.0.0.1:12345`.
    public static URI url() {
        var web = (ServletWebServerApplicationContext) Running.CONTEXT;
        var server = web.getWebServer();
        if (server == null) {
            throw new IllegalStateException("no web server");
        }
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /// A bean of the running server: `bean(JdbcClient.class)`.
    public static <T> T bean(Class<T> type) {
        return Running.CONTEXT.getBean(type);
    }

    /// The same by name, where there are several of a type.
    public static <T> T bean(String name, Class<T> type) {
        return Running.CONTEXT.getBean(name, type);
    }

    /// A word nobody else in this JVM uses: `unique("key")` is `key-17`.
    public static String unique(String prefix) {
        return prefix + "-" + NUMBER.incrementAndGet();
    }

    /// A fresh directory for a HEED_HOME, on the disk of the build.
    public static Path home(String name) {
        return Path.of("target", "heed-home-" + ProcessHandle.current().pid(), name).toAbsolutePath();
    }

    private static final class Running {

        static final ConfigurableApplicationContext CONTEXT = start();

        private static ConfigurableApplicationContext start() {
            deleteLeftOvers(Path.of("target"));
            return SpringApplication.run(HeedServer.class, "--server.port=0", "--heed.home=" + home("server"),
                    "--heed.database-url=", "--heed.api-key=" + ADMIN_KEY,
                    "--heed.public-limits.mails-per-network=500",
                    "--heed.return-path-domain=bounces.example",
                    "--heed.hook.postmark=postmark:" + ADMIN_KEY, "--heed.hook.mailgun=" + ADMIN_KEY);
        }

        private static void deleteLeftOvers(Path target) {
            if (Files.notExists(target)) {
                return;
            }
            try (var homes = Files.newDirectoryStream(target, "heed-home-*")) {
                for (Path home : homes) {
                    long pid = Long.parseLong(home.getFileName().toString().substring("heed-home-".length()));
                    if (ProcessHandle.of(pid).isEmpty()) {
                        FileSystemUtils.deleteRecursively(home);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
