package heed.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The same file twice at once, and files that are stopped in the middle: each row is applied once.
class ImportsAtOnceIT {

    private static final int ROWS = 6_000;

    private final Imports imports = new Imports();
    private final Api api = TestServer.api();
    private final String k = TestServer.unique("once") + "-";

    @Test
    void optOutsOfUnknownKeys() {
        List<String> rows = rows(i -> k + i + ",email,2026-01-01T00:00:00Z");

        List<Answer> both = atOnce("kind=opt_outs", "key,channel,at", rows);

        assertThat(sum(both, "/created")).isEqualTo(ROWS);
        assertThat(sum(both, "/applied")).isEqualTo(ROWS);
        assertThat(sum(both, "/unchanged")).isEqualTo(ROWS);
        assertThat(imports.number("select count(*) from profiles where key like '" + k + "%'")).isEqualTo(ROWS);
        assertThat(imports.number("""
                select count(*) from choices c join profiles p on p.id = c.profile_id where p.key like '%s%%'
                """.formatted(k))).isEqualTo(ROWS);
    }

    @Test
    void quarantineOfNewAddresses() {
        List<String> rows = rows(i -> "email,u" + i + "@" + k + "x.org,quarantined,2026-01-01T00:00:00Z");

        List<Answer> both = atOnce("kind=quarantine", "channel,address,status,at", rows);

        assertThat(sum(both, "/created")).isEqualTo(ROWS);
        assertThat(sum(both, "/applied")).isEqualTo(ROWS);
        assertThat(sum(both, "/unchanged")).isEqualTo(ROWS);
        assertThat(imports.number("""
                select count(*) from address_states s join addresses a on a.id = s.address_id
                where s.status = 2 and a.canonical like '%%@%sx.org'
                """.formatted(k))).isEqualTo(ROWS);
    }

    @Test
    void subscriptionsOfTheSamePeople() {
        service();
        List<String> rows = rows(i -> k + i + "," + k + "n,2026-01-01T00:00:00Z");
        imports.csv("kind=profiles", "key\n" + String.join("\n", rows(i -> k + i)) + "\n");

        List<Answer> both = atOnce("kind=subscriptions", "key,service,at", rows);

        assertThat(sum(both, "/applied")).isEqualTo(ROWS);
        assertThat(sum(both, "/unchanged")).isEqualTo(ROWS);
    }

    @Test
    void profilesAndQuarantineOfTheSameNewAddresses() {
        List<String> people = rows(i -> k + i + ",u" + i + "@" + k + "x.org");
        List<String> addresses = rows(i -> "email,u" + i + "@" + k + "x.org,quarantined");

        Answer one = imports.post("kind=profiles", file("key,email", people)).send().expect(202);
        Answer other = imports.post("kind=quarantine", file("channel,address,status", addresses.reversed())).send()
                .expect(202);

        assertThat(imports.end(one).at("/created").asLong()).isEqualTo(ROWS);
        assertThat(imports.end(other).at("/created").asLong()).isEqualTo(ROWS);
        assertThat(imports.number("select count(*) from addresses where canonical like '%@" + k + "x.org'"))
                .isEqualTo(ROWS);
    }

    @Test
    void everyKindGoesOnAfterAStopWithoutApplyingARowTwice() {
        service();
        imports.csv("kind=profiles", "key\n" + String.join("\n", rows(i -> k + i)) + "\n");

        stopped("kind=opt_outs", "key,channel", rows(i -> k + i + ",sms"));
        stopped("kind=quarantine", "channel,address,status",
                rows(i -> "email,u" + i + "@" + k + "x.org,denylisted"));
        stopped("kind=subscriptions", "key,service", rows(i -> k + i + "," + k + "n"));

        assertThat(imports.number("""
                select count(*) from ledger l join profiles p on p.id = l.profile_id
                where p.key like '%s%%' and l.kind in ('opt_out', 'subscribed')
                """.formatted(k))).isEqualTo(2L * ROWS);
    }

    @Test
    void anImportThatCameToAnotherServerOfTheDatabaseIsLeftToIt() {
        ImportJobs jobs = TestServer.bean(ImportJobs.class);
        long id = imports.number("""
                insert into imports (kind, state, options, actor, file, sha256, bytes, done_lines)
                values ('profiles', 'running', '{"format":"CSV","dryRun":true}', 'test', 'elsewhere.rows', '', 1, 5)
                returning id""");

        jobs.resume();
        while (jobs.isBusy()) {
            Thread.onSpinWait();
        }

        assertThat(imports.number("select done_lines from imports where id = " + id)).isEqualTo(5);
        imports.jdbc().sql("delete from imports where id = :id").param("id", id).update();
    }

    private void stopped(String parameters, String header, List<String> rows) {
        ImportJobs jobs = TestServer.bean(ImportJobs.class);
        Answer accepted = imports.post(parameters, file(header, rows)).send().expect(202);
        String id = accepted.at("/id").asString();
        while (imports.get(id).at("/read").asLong() == 0) {
            Thread.onSpinWait();
        }
        jobs.pause();
        while (jobs.isBusy()) {
            Thread.onSpinWait();
        }
        jobs.unpause();

        assertThat(Imports.counts(imports.end(accepted)).subList(2, 5)).containsExactly((long) ROWS, 0L, 0L);
    }

    private List<Answer> atOnce(String parameters, String header, List<String> rows) {
        Answer one = imports.post(parameters, file(header, rows)).send().expect(202);
        Answer other = imports.post(parameters, file(header, rows.reversed())).send().expect(202);
        return List.of(imports.end(one), imports.end(other));
    }

    private static List<String> rows(IntFunction<String> row) {
        return IntStream.range(0, ROWS).mapToObj(row).toList();
    }

    private static String file(String header, List<String> rows) {
        List<String> lines = new ArrayList<>(rows);
        lines.addFirst(header);
        return String.join("\n", lines) + "\n";
    }

    private static long sum(List<Answer> answers, String field) {
        return answers.stream().mapToLong(answer -> answer.at(field).asLong()).sum();
    }

    private void service() {
        api.post("/services").json(Map.of("name", k + "n", "label", "News", "channel", "email")).send().expect(201);
    }
}
