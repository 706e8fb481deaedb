package heed.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class ImportUndoIT {

    private static final int MANY = 2_100;

    private final Imports imports = new Imports();
    private final Api api = TestServer.api();
    private final String k = TestServer.unique("und") + "-";

    @Test
    void undoVoidsExactlyTheChoicesOfTheImport() {
        imports.csv("kind=profiles", "key\n%1$s1\n%1$s2\n".formatted(k));
        optOut("1", "sms");
        Answer done = imports.csv("kind=opt_outs",
                "key,channel\n%1$s1,email\n%1$s2,all\n%1$snew,email\n%1$slate,email\n"
                        .formatted(k));
        optOut("2", "email");
        optOut("late", "sms");

        assertThat(undo(done).json().toString())
                .isEqualTo("{\"voided\":4,\"deleted\":1,\"restored\":0,\"kept\":1}");
        assertThat(optOuts("1")).isEqualTo("{\"all\":false,\"channels\":[\"sms\"]}");
        assertThat(optOuts("2")).isEqualTo("{\"all\":false,\"channels\":[\"email\"]}");
        assertThat(imports.profile(k + "new")).endsWith("deleted");
        assertThat(imports.profile(k + "late")).doesNotEndWith("deleted");
    }

    @Test
    void undoDeletesWhatItMadeAndRestoresWhatItChangedUnlessTouchedSince() {
        imports.csv("kind=profiles", "key,email,sms,age\n%1$sold,a@x.org,+33612345678,1\n%1$stouched,t@x.org,,1\n"
                .formatted(k));
        Answer done = imports.csv("kind=profiles", """
                key,email,age
                %1$sold,b@x.org,2
                %1$stouched,u@x.org,2
                %1$snew,n@x.org,
                %1$sopted,o@x.org,
                """.formatted(k));
        api.patch("/profiles/" + k + "touched").header("Content-Type", "application/merge-patch+json")
                .json("{\"attributes\":{\"age\":\"3\"}}").send().expect(200);
        optOut("opted", "email");

        assertThat(undo(done).json().toString())
                .isEqualTo("{\"voided\":0,\"deleted\":1,\"restored\":1,\"kept\":2}");
        assertThat(imports.profile(k + "old")).isEqualTo("1:1:a@x.org 2:1:+33612345678|{\"age\": \"1\"}|||");
        assertThat(imports.profile(k + "touched")).isEqualTo("1:1:u@x.org|{\"age\": \"3\"}|||");
        assertThat(imports.profile(k + "new")).isEqualTo("|{}||||deleted");
        assertThat(imports.profile(k + "opted")).startsWith("1:1:o@x.org|");
    }

    /// More than one step of it, the second of which waits for a lock when its connection is cut.
    @Test
    void anUndoThatWasInterruptedCountsWhatItDidBefore() {
        String known = k + "a";
        imports.csv("kind=profiles", "key,age\n%s,1\n%s,1\n".formatted(known, known + "touched"));
        Answer people = imports.csv("kind=profiles", "key,age\n%s,2\n%s,2\n".formatted(known, known + "touched")
                + rows("%s,3\n"));
        Answer choices = imports.csv("kind=opt_outs", "key,channel\n" + rows("x%s,email\n"));
        api.patch("/profiles/" + known + "touched").header("Content-Type", "application/merge-patch+json")
                .json("{\"attributes\":{\"age\":\"3\"}}").send().expect(200);
        optOut("z" + (MANY - 1), "sms");

        interrupted(choices, "x" + k + "z" + (MANY - 1));
        interrupted(people, k + "z" + (MANY - 2));

        assertThat(undo(choices).json().toString())
                .isEqualTo("{\"voided\":%d,\"deleted\":%d,\"restored\":0,\"kept\":0}".formatted(MANY, MANY));
        assertThat(undo(people).json().toString())
                .isEqualTo("{\"voided\":0,\"deleted\":%d,\"restored\":1,\"kept\":2}".formatted(MANY - 1));
        assertThat(imports.number("select count(*) from import_previous where import_id = "
                + people.at("/id").asString())).isZero();
    }

    private String rows(String row) {
        return IntStream.range(0, MANY).mapToObj(i -> row.formatted(k + "z" + i)).collect(Collectors.joining());
    }

    private void interrupted(Answer done, String locked) {
        TestServer.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            imports.texts("select id::text from profiles where key = :key for update", locked);
            CompletableFuture<Answer> undoing = CompletableFuture.supplyAsync(
                    () -> api.post("/imports/" + done.at("/id").asString() + "/undo").json("{\"reason\":\"x\"}")
                            .send());
            while (!undoing.isDone()) {
                imports.texts("""
                        select pg_terminate_backend(w.pid)::text from pg_stat_activity w
                        where pg_backend_pid() = any(pg_blocking_pids(w.pid)) and :key <> ''
                        """, locked);
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(undoing.join().status()).isEqualTo(503);
        });
    }

    @Test
    void undoNeedsAReasonAndIsDoneOnce() {
        Answer done = imports.csv("kind=profiles", "key\n%1$s1\n".formatted(k));
        Answer dry = imports.csv("kind=profiles&dryRun=true", "key\n%1$s2\n".formatted(k));
        String path = "/imports/" + done.at("/id").asString() + "/undo";

        api.post(path).json("{}").send().expect(400);
        api.post("/imports/" + dry.at("/id").asString() + "/undo").json("{\"reason\":\"x\"}").send().expect(409);
        undo(done);
        api.post(path).json("{\"reason\":\"x\"}").send().expect(409);
        assertThat(imports.get(done.at("/id").asString()).at("/undoneAt").isNull()).isFalse();
    }

    @Test
    void aDeletedProfileIsRevivedByAnImportAndAMergedOneIsRejected() {
        imports.csv("kind=profiles", "key,email\n%1$s1,a@x.org\n%1$s2,b@x.org\n%1$s3,c@x.org\n".formatted(k));
        api.delete("/profiles/" + k + "1").send();
        api.post("/profiles/" + k + "2/merge").json(Map.of("into", k + "3")).send();

        Answer done = imports.csv("kind=profiles", "key,email\n%1$s1,again@x.org\n%1$s2,x@x.org\n".formatted(k));
        Answer choices = imports.csv("kind=opt_outs", "key,channel\n%1$s2,email\n".formatted(k));

        assertThat(imports.profile(k + "1")).isEqualTo("1:1:again@x.org|{}|||");
        assertThat(imports.errors(done)).containsExactly("3: merged into %1$s3,\"%1$s2,x@x.org\"".formatted(k));
        assertThat(choices.at("/applied").asLong()).isEqualTo(1);
        assertThat(optOuts("3")).isEqualTo("{\"all\":false,\"channels\":[\"email\"]}");
        undo(done);
        assertThat(imports.profile(k + "1")).isEqualTo("|{}||||deleted");
    }

    private Answer undo(Answer done) {
        return api.post("/imports/" + done.at("/id").asString() + "/undo").json(Map.of("reason", "wrong file")).send()
                .expect(200);
    }

    private void optOut(String who, String channel) {
        api.post("/profiles/" + k + who + "/opt-outs").json(Map.of("channel", channel)).send().expect(200);
    }

    private String optOuts(String who) {
        var answer = api.get("/profiles/" + k + who + "/opt-outs").send().expect(200);
        return "{\"all\":" + answer.at("/all") + ",\"channels\":" + answer.at("/channels") + "}";
    }
}
