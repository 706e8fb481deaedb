package heed.profile;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OptOutIT {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private static final List<String> ALL_BUT_EMAIL = List.of("direct_mail", "fax", "phone", "push", "sms", "whatsapp");

    private final Api api = TestServer.api();
    private final String key = TestServer.unique("opt/out %😀");
    private final String path = "/profiles/" + Api.segment(key) + "/opt-outs";

    @Test
    void aChoiceForAnUnknownKeyIsNotFoundUnlessItMayCreate() {
        optOut("email").expect(404);

        Answer answer = api.post(path + "?create=true").json(Map.of("channel", "email")).send().expect(200);

        assertThat(answer.at("/changed").booleanValue()).isTrue();
        assertThat(channels(answer)).containsExactly("email");
        assertThat(answer.at("/seq").longValue()).isPositive();
        assertThat(answer.at("/stillExcludedBy").isEmpty()).isTrue();
    }

    @Test
    void anImpossibleKeyIsNotCreated() {
        api.post("/profiles/" + Api.segment("x".repeat(256)) + "/opt-outs?create=true").json(Map.of("channel", "email"))
                .send().expect(400);
    }

    @Test
    void aRepeatChangesNothingButIsRecorded() {
        create();
        Answer first = optOut("email").expect(200);

        Answer second = optOut("email").expect(200);

        assertThat(second.at("/changed").booleanValue()).isFalse();
        assertThat(second.at("/seq").longValue()).isGreaterThan(first.at("/seq").longValue());
        JsonNode on = api.get(path).send().expect(200).at("/switches/0");
        assertThat(on.at("/channel").stringValue()).isEqualTo("email");
        assertThat(on.at("/source").stringValue()).isEqualTo("api");
        assertThat(on.at("/evidence/seq").longValue()).isEqualTo(first.at("/seq").longValue());
    }

    @Test
    void theSameChoiceAtTheSameMomentIsRecordedOnce() {
        create();
        Map<String, Object> body = Map.of("channel", "sms", "at", now.minusSeconds(60).toString());

        Answer first = api.post(path).json(body).send().expect(200);
        Answer second = api.post(path).json(body).send().expect(200);

        assertThat(second.at("/seq")).isEqualTo(first.at("/seq"));
        assertThat(second.at("/changed").booleanValue()).isFalse();
    }

    @Test
    void optingInToAChannelWhileAllIsOnOpensThatChannelOnly() {
        create();
        optOut("all").expect(200);

        Answer answer = optIn("email", "&reason=asked");

        assertThat(answer.expect(200).at("/all").booleanValue()).isFalse();
        assertThat(channels(answer)).isEqualTo(ALL_BUT_EMAIL);
    }

    @Test
    void optingInNeedsAReason() {
        create();

        Answer refused = api.delete(path + "/email").send().expect(400);

        assertThat(refused.at("/errors/0/field").stringValue()).isEqualTo("reason");
    }

    @Test
    void anOlderChoiceThatArrivesLateTakesItsPlace() {
        api.post(path + "?create=true").json(Map.of("channel", "email", "at", now.minusSeconds(200).toString())).send()
                .expect(200);
        optIn("email", "&reason=asked&at=" + now.minusSeconds(100)).expect(200);

        Answer answer = api.post(path).json(Map.of("channel", "all", "at", now.minusSeconds(150).toString())).send()
                .expect(200);

        assertThat(answer.at("/all").booleanValue()).isFalse();
        assertThat(channels(answer)).isEqualTo(ALL_BUT_EMAIL);
    }

    @Test
    void aMomentUpToFiveMinutesAheadBecomesNowAndFurtherAheadIsRefused() {
        create();
        api.post(path).json(Map.of("channel", "email", "at", Instant.now().plusSeconds(200).toString())).send()
                .expect(200);
        api.post(path).json(Map.of("channel", "sms", "at", Instant.now().plusSeconds(320).toString())).send()
                .expect(400);

        Answer stored = api.get(path).send().expect(200);

        assertThat(channels(stored)).containsExactly("email");
        assertThat(Instant.parse(stored.at("/switches/0/since").stringValue())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void aChoiceWithoutMomentComesAfterTheNewestKnownOne() {
        create();
        api.post(path).json(Map.of("channel", "email", "at", Instant.now().plusSeconds(3).toString())).send()
                .expect(200);

        Answer answer = optIn("email", "&reason=asked").expect(200);

        assertThat(channels(answer)).isEmpty();
    }

    @Test
    void aPutSaysEverySwitchAndNeedsAReasonToClearOne() {
        create();
        optOut("sms").expect(200);

        api.put(path).json(Map.of("all", false, "channels", List.of("email"))).send().expect(400);
        api.put(path).json(Map.of("channels", List.of("email", "sms"))).send().expect(400);
        api.put(path).json(Map.of("all", false, "channels", List.of("email", "sms"))).send().expect(200);
        Answer answer = api.put(path).json(Map.of("all", false, "channels", List.of("email"), "reason", "sync",
                "source", "operator")).send().expect(200);

        assertThat(channels(answer)).containsExactly("email");
        assertThat(answer.at("/changed").booleanValue()).isTrue();
    }

    @Test
    void aPutHonoursIfMatch() {
        create();
        String tag = api.get(path).send().header("ETag");
        optOut("sms").expect(200);
        Map<String, Object> body = Map.of("all", true, "channels", List.of("sms"));

        api.put(path).header("If-Match", String.valueOf(tag)).json(body).send().expect(412);
        String fresh = api.get(path).send().header("ETag");
        api.put(path).header("If-Match", String.valueOf(fresh)).json(body).send().expect(200);
    }

    @Test
    void aPutLiftsNothingThatWasSaidOnceMoreSinceItsCallerLooked() {
        create();
        optOut("sms").expect(200);
        String seen = api.get(path).send().header("ETag");
        optOut("sms").expect(200);

        api.put(path).header("If-Match", String.valueOf(seen))
                .json(Map.of("all", false, "channels", List.of(), "reason",
                        "sync"))
                .send().expect(412);
        assertThat(api.get(path).send().expect(200).text()).contains("\"channels\":[\"sms\"]");
    }

    @Test
    void unknownFieldsAndCodesAreRefused() {
        create();

        api.post(path).json(Map.of("channel", "email", "colour", "red")).send().expect(400);
        api.post(path).json(Map.of("channel", "pigeon")).send().expect(400);
        api.post(path).json(Map.of("channel", "email", "source", "rumour")).send().expect(400);
        api.post(path).json(Map.of("channel", "email", "scope", "planet")).send().expect(400);
        api.delete(path + "/pigeon?reason=x").send().expect(400);
    }

    private void create() {
        api.post(path + "?create=true").json(Map.of("channel", "push")).send().expect(200);
        optIn("push", "&reason=none").expect(200);
    }

    private Answer optOut(String channel) {
        return api.post(path).json(Map.of("channel", channel)).send();
    }

    private Answer optIn(String channel, String query) {
        return api.delete(path + "/" + channel + "?source=api" + query).send();
    }

    private static List<String> channels(Answer answer) {
        return answer.at("/channels").valueStream().map(JsonNode::stringValue).toList();
    }
}
