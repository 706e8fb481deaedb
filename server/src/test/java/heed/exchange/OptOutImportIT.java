package heed.exchange;

import static heed.exchange.Imports.counts;
import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptOutImportIT {

    private final Imports imports = new Imports();
    private final Api api = TestServer.api();
    private final String k = TestServer.unique("opt") + "-";

    @BeforeEach
    void people() {
        imports.csv("kind=profiles", """
                key,email,sms
                %1$s1,one@%1$sx.org,
                %1$s2,shared@%1$sx.org,
                %1$s3,shared@%1$sx.org,
                """.formatted(k));
    }

    @Test
    void anOptOutRowTurnsTheSwitchOnAtTheTimeTheImportWasAccepted() {
        Answer done = imports.csv("kind=opt_outs",
                "key,channel,source,reason\n%1$s1,email,mailto,wrote us\n%1$s1,all,,\n"
                        .formatted(k));

        assertThat(counts(done)).containsExactly(2L, 0L, 2L, 0L, 0L);
        assertThat(switches("1")).containsExactly("all", "email");
        assertThat(done.at("/diff/switches").toString())
                .isEqualTo("{\"all\":{\"on\":1,\"off\":0},\"email\":{\"on\":1,\"off\":0}}");
        assertThat(choices("1")).containsExactly("opt_out mailto " + true, "opt_out import " + true);
    }

    @Test
    void anAddressRowReachesEverybodyWhoHasTheAddress() {
        Answer done = imports.csv("kind=opt_outs", """
                address,channel
                Shared@%1$sX.org,email
                nobody@%1$sx.org,email
                shared@%1$sx.org,all
                bad,email
                """.formatted(k));

        assertThat(switches("2")).containsExactly("email");
        assertThat(switches("3")).containsExactly("email");
        assertThat(imports.errors(done)).hasSize(3)
                .anyMatch(e -> e.startsWith("3: nobody has this address; import it as quarantine"))
                .anyMatch(e -> e.contains("an address is on one channel"));
        assertThat(counts(done)).containsExactly(4L, 0L, 1L, 0L, 3L);
    }

    @Test
    void aMomentBeyondAllYearsRejectsItsRowOnly() {
        Answer done = imports.csv("kind=opt_outs", """
                key,channel,at
                %1$s1,email,-0100-01-01T00:00:00Z
                %1$s1,sms,+300000-01-01T00:00:00Z
                %1$s1,fax,2026-01-31T12:00:00Z
                """.formatted(k));

        assertThat(counts(done)).containsExactly(3L, 0L, 1L, 0L, 2L);
        assertThat(switches("1")).containsExactly("fax");
    }

    @Test
    void anOptOutOfAnUnknownKeyWaitsForTheProfile() {
        Answer done = imports.csv("kind=opt_outs", "key,channel\n%1$snew,email\n%1$snew,sms\n".formatted(k));
        imports.csv("kind=profiles", "key,email\n%1$snew,new@%1$sx.org\n".formatted(k));

        assertThat(counts(done)).containsExactly(2L, 1L, 2L, 0L, 0L);
        assertThat(switches("new")).containsExactly("email", "sms");
        assertThat(imports.profile(k + "new")).startsWith("1:1:new@");
    }

    @Test
    void optingInTakesPermissionReasonAndMoment() {
        imports.csv("kind=opt_outs", "key,channel\n%1$s1,email\n".formatted(k));
        String file = "key,channel,action\n%1$s1,email,opt_in\n%1$sunknown,email,opt_in\n".formatted(k);

        Answer refused = imports.csv("kind=opt_outs", file);
        Answer momentless = imports.csv("kind=opt_outs&allowOptIn=true&reason=form", file);
        Answer older = imports.csv("kind=opt_outs&allowOptIn=true&reason=form&asOf=2020-01-01T00:00:00Z", file);

        assertThat(refused.at("/rejected").asLong()).isEqualTo(2);
        assertThat(momentless.at("/rejected").asLong()).isEqualTo(2);
        assertThat(imports.errors(older)).hasSize(1).first().asString().startsWith("3: unknown key");
        assertThat(switches("1")).containsExactly("email");
    }

    @Test
    void anOptInThatIsNewerThanTheOptOutCounts() {
        imports.csv("kind=opt_outs", "key,channel,at\n%1$s1,email,2024-01-01T00:00:00Z\n".formatted(k));

        Answer done = imports.csv("kind=opt_outs&allowOptIn=true&reason=form", """
                key,channel,action,at
                %1$s1,email,opt_in,2025-01-01T01:00:00+01:00
                %1$s1,email,opt_in,2099-01-01T00:00:00Z
                %1$s1,email,opt_in,yesterday
                """.formatted(k));

        assertThat(counts(done)).containsExactly(3L, 0L, 1L, 0L, 2L);
        assertThat(switches("1")).isEmpty();
    }

    @Test
    void theSameChoiceIsRecordedOnce() {
        String file = "key,channel,at\n%1$s1,email,2024-01-01T00:00:00Z\n".formatted(k);
        imports.csv("kind=opt_outs", file);

        assertThat(counts(imports.csv("kind=opt_outs", file))).containsExactly(1L, 0L, 0L, 1L, 0L);
        assertThat(choices("1")).hasSize(1);
    }

    @Test
    void wrongColumnsAndRowsAreNamed() {
        assertThat(imports.csv("kind=opt_outs", "key,channel,foo\n").at("/error").asString())
                .startsWith("line 1: column foo is not known; the columns are action, address");
        assertThat(imports.csv("kind=opt_outs", "key\n").at("/error").asString())
                .isEqualTo("line 1: column channel is missing");
        assertThat(imports.csv("kind=opt_outs", "channel\n").at("/error").asString())
                .isEqualTo("line 1: column key or address is missing");
        Answer done = imports.csv("kind=opt_outs",
                """
                        key,address,channel,action,source
                        %1$s1,a@x.org,email,,
                        ,,email,,
                        %1$s1,,mail,,
                        %1$s1,,email,stop,
                        %1$s1,,email,,phone
                        """.formatted(k));
        assertThat(done.at("/rejected").asLong()).isEqualTo(5);
    }

    @Test
    void aDryRunOfOptOutsKeepsNothingAndSaysWhatWouldHappen() {
        long ids = imports.number("select last_value from profile_ids");

        Answer dry = imports.csv("kind=opt_outs&dryRun=true",
                "key,channel\n%1$s1,email\n%1$snew,all\n%1$snew,all\n".formatted(k));

        assertThat(dry.at("/diff").toString()).isEqualTo(
                "{\"create\":1,\"change\":1,\"reject\":0,\"switches\":{\"all\":{\"on\":1,\"off\":0},\"email\":{\"on\":1,\"off\":0}}}");
        assertThat(switches("1")).isEmpty();
        assertThat(imports.profile(k + "new")).isNull();
        assertThat(imports.number("select last_value from profile_ids")).isEqualTo(ids);
    }

    private List<String> switches(String who) {
        var answer = api.get("/profiles/" + k + who + "/opt-outs").send().expect(200);
        List<String> on = new ArrayList<>();
        if (answer.at("/all").asBoolean()) {
            on.add("all");
        }
        answer.at("/channels").forEach(channel -> on.add(channel.asString()));
        return on;
    }

    private List<String> choices(String who) {
        return imports.texts("""
                select c.act || ' ' || c.source || ' ' || (c.at = (select accepted_at from imports i
                    join ledger l on l.import_id = i.id where l.seq = c.seq))
                from choices c join profiles p on p.id = c.profile_id where p.key = :key order by c.seq
                """, k + who);
    }
}
