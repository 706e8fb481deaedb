package heed.benchmarks.http;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The least an endpoint can do, under paths that ask for the same scopes as the real ones.
@RestController
class ProbeApi {

    /// In its own schema, so that Heed's tables stay as its migrations made them.
    static final String TABLE = """
            create schema if not exists probe;
            create table if not exists probe.choice (
                id bigint generated always as identity primary key, key text not null, channel text not null,
                at timestamptz not null default now())""";

    private final JdbcClient jdbc;

    ProbeApi(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Choice(String channel) {}

    record Inserted(long id) {}

    record Found(int id, String key) {}

    record Keys(String channel, List<String> profiles) {}

    record Resolved(List<Found> items) {}

    /// One INSERT and its commit, in one trip.
    @PostMapping("/api/v1/profiles/{key}/probe")
    Inserted insert(@PathVariable String key, @RequestBody Choice choice) {
        return new Inserted(jdbc.sql("insert into probe.choice (key, channel) values (:key, :channel) returning id")
                .param("key", key).param("channel", choice.channel()).query(Long.class).single());
    }

    /// One SELECT by profiles_key_key.
    @GetMapping("/api/v1/profiles/{key}/probe")
    Found select(@PathVariable String key) {
        return jdbc.sql("select id, key from profiles where key = :key").param("key", key)
                .query((row, _) -> new Found(row.getInt(1), row.getString(2))).single();
    }

    /// One SELECT by profiles_key_key for all of them.
    @PostMapping("/api/v1/profiles/{key}/probes")
    Resolved resolve(@PathVariable String key, @RequestBody Keys keys) {
        return new Resolved(List.copyOf(jdbc.sql("select id, key from profiles where key = any(:keys)")
                .param("keys", keys.profiles().toArray(String[]::new))
                .query((row, _) -> new Found(row.getInt(1), row.getString(2))).list()));
    }
}
