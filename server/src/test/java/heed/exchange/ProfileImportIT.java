package heed.exchange;

import static heed.exchange.Imports.counts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ProfileImportIT {

    private final Imports imports = new Imports();
    private final String k = TestServer.unique("imp") + "-";

    @Test
    void rowsBecomeProfilesWithAddressesAndAttributes() {
        Answer done = imports.csv("kind=profiles", """
                key,email,email_2,sms,country,locale,time_zone,age,unconfirmed
                %1$s1,Ada@Example.org,ada2@example.org,06 12 34 56 78,fr,fr,Europe/Paris,36,
                %1$s2,,,,,,,,true
                """.formatted(k));

        assertThat(counts(done)).containsExactly(2L, 2L, 2L, 0L, 0L);
        assertThat(imports.profile(k + "1")).isEqualTo("1:1:ada@example.org 1:2:ada2@example.org 2:1:+33612345678"
                + "|{\"age\": \"36\"}|fr|Europe/Paris|FR");
        assertThat(imports.profile(k + "2")).isEqualTo("|{}||||unconfirmed");
    }

    @Test
    void aFileImportedAgainChangesNothingAndDrawsNoId() {
        String file = """
                key,email,email_3,vip
                %1$s1,Again@%1$sx.org,third@%1$sx.org,yes
                %1$s2,two@%1$sx.org,,
                """.formatted(k);
        imports.csv("kind=profiles", file);
        long profileIds = imports.number("select last_value from profile_ids");
        long addressIds = imports.number("select last_value from address_ids");

        Answer again = imports.csv("kind=profiles", file);

        assertThat(counts(again)).containsExactly(2L, 0L, 0L, 2L, 0L);
        assertThat(imports.number("select last_value from profile_ids")).isEqualTo(profileIds);
        assertThat(imports.number("select last_value from address_ids")).isEqualTo(addressIds);
        assertThat(imports.number("select count(*) from ledger where import_id = " + again.at("/id").asString()))
                .isZero();
    }

    /// RFC 7396: what a patch does not name stays, and is not judged by what the API would take.
    @Test
    void whatAFileWroteMoreLaxlyThanTheApiDoesNotStandInTheWayOfAPatchOfAnythingElse() {
        imports.csv("kind=profiles", "key,email,country,locale\n%1$s1,uk@%1$sx.org,UK,fr_FR\n".formatted(k));
        String path = "/profiles/" + k + "1";

        TestServer.api().patch(path).json(Map.of("attributes", Map.of("origin", "fair"))).send().expect(200);
        TestServer.api().patch(path).json(Map.of("locale", "fr_FR")).send().expect(400);
        TestServer.api().put(path).json(Map.of("country", "UK")).send().expect(400);

        assertThat(imports.profile(k + "1"))
                .isEqualTo("1:1:uk@%sx.org|{\"origin\": \"fair\"}|fr_FR||UK".formatted(k));
    }

    @Test
    void rowsMergeAndAnEmptyCellChangesNothing() {
        imports.csv("kind=profiles", "key,email,sms,age,locale\n%s1,a@x.org,+33612345678,36,fr\n".formatted(k));

        Answer done = imports.csv("kind=profiles", "key,email,age,city\n%s1,,37,Paris\n".formatted(k));

        assertThat(counts(done)).containsExactly(1L, 0L, 1L, 0L, 0L);
        assertThat(imports.profile(k + "1"))
                .isEqualTo("1:1:a@x.org 2:1:+33612345678|{\"age\": \"37\", \"city\": \"Paris\"}|fr||");
    }

    @Test
    void emptyClearsWhereItIsAskedFor() {
        imports.csv("kind=profiles",
                "key,email,email_2,sms,age,locale\n%s1,a@x.org,b@x.org,+33612345678,36,fr\n".formatted(k));

        imports.csv("kind=profiles&empty=clear", "key,email,age,locale\n%s1,,,\n".formatted(k));

        assertThat(imports.profile(k + "1")).isEqualTo("1:1:b@x.org 2:1:+33612345678|{}|||");
    }

    @Test
    void theFirstLineOfAKeyWins() {
        Answer done = imports.csv("kind=profiles",
                "key,email\n%1$s1,a@x.org\n%1$s2,b@x.org\n%1$s1,c@x.org\n".formatted(k));

        assertThat(imports.errors(done)).containsExactly("4: same key as line 2,\"" + k + "1,c@x.org\"");
        assertThat(imports.profile(k + "1")).startsWith("1:1:a@x.org|");
    }

    @Test
    void theFirstLineOfAKeyWinsFarApartAndInADryRun() {
        String file = "key,email\n" + rows(30_000) + k + "7,again@x.org\n";

        Answer dry = imports.csv("kind=profiles&dryRun=true", file);
        Answer done = imports.csv("kind=profiles", file);

        assertThat(imports.errors(dry)).containsExactly("30002: same key as line 9,\"" + k + "7,again@x.org\"");
        assertThat(imports.errors(done)).isEqualTo(imports.errors(dry));
        assertThat(counts(dry)).containsExactly(30_001L, 30_000L, 30_000L, 0L, 1L);
        assertThat(counts(done)).isEqualTo(counts(dry));
    }

    @Test
    void anInvalidAddressRejectsTheWholeRow() {
        Answer done = imports.csv("kind=profiles", """
                key,email,sms,unconfirmed,time_zone
                %1$s1,not an address,,,
                %1$s2,a@x.org,12,,
                %1$s3,a@x.org,,maybe,
                %1$s4,a@x.org,,,Mars
                ,a@x.org,,,
                .,a@x.org,,,
                %1$s5,a@x.org,,,
                """.formatted(k));

        assertThat(counts(done)).containsExactly(7L, 1L, 1L, 0L, 6L);
        assertThat(imports.errors(done)).element(0).asString().startsWith("2: email: ");
        assertThat(imports.errors(done)).element(1).asString().startsWith("3: sms: ");
        assertThat(imports.profile(k + "1")).isNull();
        assertThat(imports.profile(k + "5")).startsWith("1:1:a@x.org|");
    }

    @Test
    void aHeaderThatCannotBeUsedFailsTheImport() {
        assertThat(imports.csv("kind=profiles", "email\na@x.org\n").at("/error").asString())
                .isEqualTo("line 1: column key is missing");
        assertThat(imports.csv("kind=profiles", "key,E-Mail\n1,a@x.org\n").at("/error").asString())
                .isEqualTo("line 1: column E-Mail is not known; is it email?");
        assertThat(imports.csv("kind=profiles", "").at("/state").asString()).isEqualTo("failed");
    }

    @Test
    void aDryRunKeepsNothing() {
        long profileIds = imports.number("select last_value from profile_ids");
        long addressIds = imports.number("select last_value from address_ids");

        Answer dry = imports.csv("kind=profiles&dryRun=true", "key,email\n%1$s1,a@%1$sx.org\n%1$s2,bad\n".formatted(k));

        assertThat(dry.at("/diff").toString())
                .isEqualTo("{\"create\":1,\"change\":0,\"reject\":1,\"switches\":{}}");
        assertThat(imports.profile(k + "1")).isNull();
        assertThat(imports.number("select last_value from profile_ids")).isEqualTo(profileIds);
        assertThat(imports.number("select last_value from address_ids")).isEqualTo(addressIds);
    }

    @Test
    void ndjsonAndGzipAreTaken() throws IOException {
        Answer done = imports.ndjson("kind=profiles",
                "{\"key\":\"%1$s1\",\"email\":\"a@x.org\",\"age\":36}\n{\"key\":\"%1$s2\",\"tags\":[1,\"b\"]}\n"
                        .formatted(k));
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("key,email\n%s3,c@x.org\n".formatted(k).getBytes(UTF_8));
        }
        Answer zipped = imports.end(TestServer.api().post("/imports?kind=profiles")
                .body(packed.toByteArray(), "text/csv").header("Content-Encoding", "gzip").send().expect(202));

        assertThat(counts(done)).containsExactly(2L, 2L, 2L, 0L, 0L);
        assertThat(imports.profile(k + "1")).isEqualTo("1:1:a@x.org|{\"age\": 36}|||");
        assertThat(imports.profile(k + "2")).isEqualTo("|{\"tags\": [1, \"b\"]}|||");
        assertThat(counts(zipped)).containsExactly(1L, 1L, 1L, 0L, 0L);
    }

    @Test
    void parametersThatNobodyKnowsAreRefused() {
        imports.post("kind=profiles&dryrun=true", "key\n").send().expect(400);
        imports.post("kind=contacts", "key\n").send().expect(400);
        imports.post("kind=opt_outs&allowOptIn=true", "key\n").send().expect(400);
        imports.post("kind=profiles&empty=yes", "key\n").send().expect(400);
        TestServer.api().post("/imports?kind=profiles").body("key\n", "application/json").send().expect(415);
        TestServer.api().get("/imports/999999").send().expect(404);
    }

    @Test
    void theSameRequestAgainIsTheSameImport() {
        String file = "key\n" + k + "1\n";
        Answer first = imports.post("kind=profiles", file).idempotencyKey(k).send().expect(202);

        Answer again = imports.post("kind=profiles", file).idempotencyKey(k).send().expect(202);

        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.header("Location")).isEqualTo("/api/v1/imports/" + first.at("/id").asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        imports.post("kind=profiles", file + "x\n").idempotencyKey(k).send().expect(422);
    }

    @Test
    void twoImportsAtOnceOfTheSameKeysMakeEachOnce() {
        String file = "key,email\n" + rows(20_000);
        List<String> lines = new ArrayList<>(file.lines().skip(1).toList());
        String backwards = "key,email\n" + String.join("\n", lines.reversed()) + "\n";

        Answer one = imports.post("kind=profiles", file).send().expect(202);
        Answer other = imports.post("kind=profiles", backwards).send().expect(202);
        Answer first = imports.end(one);
        Answer second = imports.end(other);

        assertThat(first.at("/created").asLong() + second.at("/created").asLong()).isEqualTo(20_000);
        assertThat(first.at("/unchanged").asLong() + second.at("/unchanged").asLong()).isEqualTo(20_000);
        assertThat(imports.number("select max(id) - min(id) + 1 from profiles where key like '" + k + "%'"))
                .isEqualTo(20_000);
    }

    @Test
    void anImportThatWasStoppedGoesOnWithoutApplyingARowTwice() {
        ImportJobs jobs = TestServer.bean(ImportJobs.class);
        String file = "key,email,n\n" + rows(60_000).replace(".org\n", ".org,1\n") + k + "5,x@x.org,2\nbad\n";

        Answer accepted = imports.post("kind=profiles", file).send().expect(202);
        String id = accepted.at("/id").asString();
        while (imports.get(id).at("/read").asLong() == 0) {
            Thread.onSpinWait();
        }
        jobs.pause();
        while (jobs.isBusy()) {
            Thread.onSpinWait();
        }
        long before = imports.get(id).at("/read").asLong();
        jobs.unpause();
        Answer done = imports.end(accepted);

        assertThat(before).isLessThan(60_002);
        assertThat(counts(done)).containsExactly(60_002L, 60_000L, 60_000L, 0L, 2L);
        assertThat(imports.errors(done)).containsExactly("60002: same key as line 7,\"" + k + "5,x@x.org,2\"",
                "60003: \"has 1 cells, the header has 3\",bad");
        assertThat(imports.number("select count(*) from profiles where key like '" + k + "%'")).isEqualTo(60_000);
    }

    private String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(k).append(i).append(",u").append(i).append('@').append(k).append("x.org\n");
        }
        return rows.toString();
    }
}
