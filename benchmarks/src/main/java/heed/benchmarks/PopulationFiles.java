package heed.benchmarks;

import heed.benchmarks.Population.Subscribed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The population as files to import, and for `heed prepare`.
///
/// @param folder where they stand
public record PopulationFiles(Path folder) {

    /// The name of the one service.
    public static final String SERVICE = "news";

    /// The entries that exclude these domains: one, and the sub-domains of another.
    public static final List<String> EXCLUDED_DOMAINS = List.of("blocked.example", "*.refused.example");

    private interface Body {
        void write(BufferedWriter out, int id) throws IOException;
    }

    /// `key,email,sms,unconfirmed`.
    public Path profiles() {
        return folder.resolve("profiles.csv");
    }

    /// `key,channel`.
    public Path optOuts() {
        return folder.resolve("opt-outs.csv");
    }

    /// `channel,address,status`.
    public Path quarantine() {
        return folder.resolve("quarantine.csv");
    }

    /// `key,service,action,state,until`.
    public Path subscriptions() {
        return folder.resolve("subscriptions.csv");
    }

    /// One a line, each written out: DuckDB's side of `heed prepare` knows no `*.example.org`.
    public Path excludedDomains() {
        return folder.resolve("excluded-domains.txt");
    }

    /// Writes them all.
    public void write(Population people) throws IOException {
        Files.createDirectories(folder);
        Files.write(excludedDomains(), Population.EXCLUDED);
        write(people, profiles(), "key,email,sms,unconfirmed\n", (out, id) -> {
            String email = people.email(id) == 0 ? "" : people.spelled(id);
            out.write(people.key(id) + "," + email + "," + people.sms(id) + "," + people.unconfirmed(id) + "\n");
        });
        write(people, optOuts(), "key,channel\n", (out, id) -> {
            out.write(people.optedOutOfAll(id) ? people.key(id) + ",all\n" : "");
            out.write(people.optedOutOfEmail(id) ? people.key(id) + ",email\n" : "");
        });
        write(people, quarantine(), "channel,address,status\n", (out, id) -> {
            if (people.email(id) == id && (people.denylisted(id) || people.quarantined(id))) {
                out.write("email," + people.address(id) + (people.denylisted(id) ? ",denylisted\n" : ",quarantined\n"));
            }
        });
        write(people, subscriptions(), "key,service,action,state,until\n", (out, id) -> {
            if (people.subscribed(id) != Subscribed.NEVER) {
                out.write(people.key(id) + "," + SERVICE + "," + subscription(people, id) + "\n");
            }
        });
    }

    private static String subscription(Population people, int id) {
        long until = people.until(id);
        String end = until == Population.NEVER ? "" : Instant.ofEpochSecond(until).toString();
        return switch (people.subscribed(id)) {
            case ACTIVE -> "subscribe,active," + end;
            case EXPIRED -> "subscribe,expired," + end;
            case PENDING -> "subscribe,pending,";
            case ENDED, NEVER -> "unsubscribe,,";
        };
    }

    private static void write(Population people, Path file, String header, Body body) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(header);
            for (int id = 1; id <= people.size(); id++) {
                body.write(out, id);
            }
        }
    }
}
