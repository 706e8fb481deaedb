package heed.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is written late by somebody who did not know of a newer opt-out never lifts it (semantics §1).
class LostUpdateIT {

    private static final String BEFORE = "2020-01-01T00:00:00Z";

    private final Imports imports = new Imports();
    private final Api api = TestServer.api();
    private final String k = TestServer.unique("lost") + "-";

    @BeforeEach
    void people() {
        imports.csv("kind=profiles", "key,email\n%1$sa,a@%1$sx.org\n%1$sb,b@%1$sx.org\n".formatted(k));
    }

    @Test
    void aReplaceWithTheETagOfBeforeIsRefusedAfterANewerOptOut() {
        String seen = Objects.requireNonNull(optOuts("a").header("ETag"));
        optOut("a", "sms");

        Answer late = api.put("/profiles/" + k + "a/opt-outs").header("If-Match", seen)
                .json(Map.of("all", false, "channels", new String[]{"email"}, "reason", "a form of before")).send();

        late.expect(412);
        assertThat(switches("a")).isEqualTo("false [\"sms\"]");
    }

    @Test
    void anImportOfOptInsOfBeforeDoesNotLiftANewerOptOut() {
        optOut("a", "email");

        Answer done = imports.csv("kind=opt_outs&allowOptIn=true&reason=paper%20forms&asOf=" + BEFORE,
                "key,channel,action\n%1$sa,email,opt_in\n%1$sa,all,opt_in\n".formatted(k));

        assertThat(done.at("/rejected").asLong()).isZero();
        assertThat(switches("a")).isEqualTo("false [\"email\"]");
    }

    @Test
    void undoingAnImportOfOptOutsLeavesWhatPeopleChoseAfterIt() {
        Answer done = imports.csv("kind=opt_outs", "key,channel\n%1$sa,email\n%1$sb,email\n".formatted(k));
        api.delete("/profiles/" + k + "a/opt-outs/email?reason=asked").send().expect(200);
        optOut("a", "email");

        undo(done);

        assertThat(switches("a")).isEqualTo("false [\"email\"]");
        assertThat(switches("b")).isEqualTo("false []");
    }

    @Test
    void undoingAnImportOfOptInsBringsTheOptOutBackAndKeepsANewerOne() {
        optOut("a", "email");
        optOut("b", "email");
        Answer done = imports.csv("kind=opt_outs&allowOptIn=true&reason=forms", """
                key,channel,action,at
                %1$sa,email,opt_in,%2$s
                %1$sb,email,opt_in,%2$s
                """.formatted(k, TestServer.bean(Clock.class).instant()));
        assertThat(switches("a")).isEqualTo("false []");
        optOut("b", "sms");

        undo(done);

        assertThat(switches("a")).isEqualTo("false [\"email\"]");
        assertThat(switches("b")).isEqualTo("false [\"email\",\"sms\"]");
    }

    @Test
    void whatWasChosenBeforeAndAfterADeletionStandsWhenTheProfileIsRevived() {
        optOut("a", "email");
        api.delete("/profiles/" + k + "a").send().expect(204);
        optOut("a", "sms");

        imports.csv("kind=profiles", "key,email\n%1$sa,new@%1$sx.org\n".formatted(k));

        assertThat(switches("a")).isEqualTo("false [\"email\",\"sms\"]");
        assertThat(cause("a")).isEqualTo("opted_out");
    }

    @Test
    void choicesAndImportsForTheKeyOfAMergedProfileReachWhomItWasMergedInto() {
        api.post("/profiles/" + k + "a/merge").json(Map.of("into", k + "b")).send().expect(200);
        optOut("a", "sms");

        Answer choices = imports.csv("kind=opt_outs", "key,channel\n%1$sa,email\n".formatted(k));
        Answer data = imports.csv("kind=profiles", "key,email\n%1$sa,back@%1$sx.org\n".formatted(k));
        Answer late = imports.csv("kind=opt_outs&allowOptIn=true&reason=forms&asOf=" + BEFORE,
                "key,channel,action\n%1$sa,all,opt_in\n".formatted(k));

        assertThat(choices.at("/applied").asLong()).isEqualTo(1);
        assertThat(imports.errors(data)).hasSize(1).first().asString().contains("merged into " + k + "b");
        assertThat(late.at("/rejected").asLong()).isZero();
        assertThat(switches("b")).isEqualTo("false [\"email\",\"sms\"]");
        assertThat(cause("b")).isEqualTo("opted_out");
    }

    private void optOut(String who, String channel) {
        api.post("/profiles/" + k + who + "/opt-outs").json(Map.of("channel", channel)).send().expect(200);
    }

    private Answer optOuts(String who) {
        return api.get("/profiles/" + k + who + "/opt-outs").send().expect(200);
    }

    private String switches(String who) {
        Answer answer = optOuts(who);
        return answer.at("/all") + " " + answer.at("/channels");
    }

    private String cause(String who) {
        return api.get("/profiles/" + k + who + "/eligibility?channel=email").send().expect(200).at("/cause")
                .asString("");
    }

    private void undo(Answer done) {
        api.post("/imports/" + done.at("/id").asString() + "/undo").json(Map.of("reason", "wrong file")).send()
                .expect(200);
    }
}
