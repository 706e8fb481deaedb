package heed.exchange;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Call;
import heed.testing.TestServer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Imports over REST, and a look at what they left.
final class Imports {

    private static final long LONGEST_NANOS = 120_000_000_000L;

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);

    /// Posts a CSV file; parameters as in `kind=profiles&dryRun=true`.
    Call post(String parameters, String file) {
        return api.post("/imports?" + parameters).body(file, "text/csv");
    }

    /// Imports a CSV file and waits for its end.
    Answer csv(String parameters, String file) {
        return end(post(parameters, file).send().expect(202));
    }

    /// Imports an NDJSON file and waits for its end.
    Answer ndjson(String parameters, String file) {
        return end(api.post("/imports?" + parameters).body(file, "application/x-ndjson").send().expect(202));
    }

    /// Waits for the end of an import that was accepted.
    Answer end(Answer accepted) {
        return end(accepted.at("/id").asString());
    }

    Answer end(String id) {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (System.nanoTime() < until) {
            Answer answer = get(id);
            if (!answer.at("/state").asString().equals("running")) {
                return answer;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("still running: " + get(id));
    }

    Answer get(String id) {
        return api.get("/imports/" + id).send().expect(200);
    }

    /// `line: reason` of each row that was not used.
    List<String> errors(Answer done) {
        String text = api.get("/imports/" + done.at("/id").asString() + "/errors").send().expect(200).text();
        return text.lines().skip(1).map(line -> line.replaceFirst("^(\\d+),", "$1: ")).toList();
    }

    /// `read=…, created=…, applied=…, unchanged=…, rejected=…`
    static List<Long> counts(Answer done) {
        return List.of(done.at("/read").asLong(), done.at("/created").asLong(), done.at("/applied").asLong(),
                done.at("/unchanged").asLong(), done.at("/rejected").asLong());
    }

    /// A profile as `email:1:a@x.org …|attributes|locale|time_zone|country`, or null.
    @Nullable
    String profile(String key) {
        return jdbc.sql("""
                select coalesce((select string_agg(a.channel || ':' || u.position || ':' || a.canonical, ' '
                                 order by a.channel, u.position)
                        from profile_addresses u join addresses a on a.id = u.address_id where u.profile_id = p.id), '')
                    || '|' || p.attributes || '|' || coalesce(p.locale, '') || '|' || coalesce(p.time_zone, '')
                    || '|' || coalesce(p.country, '') || case when p.unconfirmed then '|unconfirmed' else '' end
                    || case when p.deleted_at is not null then '|deleted' else '' end
                from profiles p where p.key = :key
                """).param("key", key).query(String.class).optional().orElse(null);
    }

    long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    List<String> texts(String sql, String key) {
        return List.copyOf(jdbc.sql(sql).param("key", key).query(String.class).list());
    }

    JdbcClient jdbc() {
        return jdbc;
    }
}
