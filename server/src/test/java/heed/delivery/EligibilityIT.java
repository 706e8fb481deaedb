package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.delivery.analysis.index.ProfileIndex;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EligibilityIT {
    private final Api api = TestServer.api();
    private final People people = new People();

    @Test
    void whoeverMayBeContactedIsTargeted() {
        people.add("a", "a");

        JsonNode answer = one("a", "").expect(200).json();

        assertThat(answer.path("decision").asString()).isEqualTo("targeted");
        assertThat(answer.path("cause").isNull()).isTrue();
        assertThat(answer.path("causes").isEmpty()).isTrue();
        assertThat(answer.path("ledgerSeq").asLong()).isPositive();
    }

    @Test
    void everyCauseSaysSinceWhenOnWhatEvidenceAndWhatEndsIt() {
        people.add("a", "").optOut("a", 0);

        JsonNode answer = one("a", "").expect(200).json();

        assertThat(answer.path("decision").asString()).isEqualTo("excluded");
        assertThat(answer.path("cause").asString()).isEqualTo("no_address");
        assertThat(answer.at("/causes/0/endedBy").asString()).isEqualTo("new_address");
        assertThat(answer.at("/causes/1/cause").asString()).isEqualTo("opted_out_all");
        assertThat(answer.at("/causes/1/since").asString()).startsWith("20");
        assertThat(answer.at("/causes/1/evidence/seq").asLong()).isPositive();
        assertThat(answer.at("/causes/1/endedBy").asString()).isEqualTo("opt_in");
        assertThat(answer.at("/causes/1/endsAt").isNull()).isTrue();
    }

    @Test
    void transactionalMessagesIgnoreOptOuts() {
        people.add("a", "a").optOut("a", 1);

        assertThat(one("a", "").at("/cause").asString()).isEqualTo("opted_out");
        assertThat(one("a", "&typology=transactional").at("/decision").asString()).isEqualTo("targeted");
    }

    @Test
    void aServiceAsksForItsSubscription() {
        people.add("a", "a").add("b", "b");
        String service = people.service(Map.of("a", 2, "b", 3));

        assertThat(one("a", "&service=" + service).at("/decision").asString()).isEqualTo("targeted");
        JsonNode expired = one("b", "&service=" + service).json().at("/causes/0");
        assertThat(expired.path("cause").asString()).isEqualTo("not_subscribed");
        assertThat(expired.path("detail").asString()).isEqualTo("expired");
        assertThat(expired.path("endedBy").asString()).isEqualTo("subscribe");
        one("a", "&service=unheard-of").expect(400);
    }

    @Test
    void manyAreAnsweredInTheOrderAskedOnePerEntry() {
        people.add("a", "a").add("b", "b").optOut("b", 0);
        List<String> keys = List.of(people.key("b"), people.key("nobody"), people.key("a"), people.key("b"));

        JsonNode items = api.post("/eligibility").json(Map.of("channel", "email", "profiles", keys)).send().expect(200)
                .at("/items");

        assertThat(items.valueStream().map(item -> item.path("profile").asString())).isEqualTo(keys);
        assertThat(items.valueStream().map(item -> item.path("decision").asString())).containsExactly("excluded",
                "unknown", "targeted", "excluded");
        assertThat(items.at("/0/causes/0").asString()).isEqualTo("opted_out_all");
    }

    @Test
    void manyAreToldTheSameByTheIndexAndByTheDatabase() {
        people.add("a", "a").add("b", "b").add("c", "").add("d", "d").add("e", "e").add("f", "f").add("g", "g");
        people.optOut("b", 0).optOut("d", 1).status("e", 2).status("f", 3).status("d", 3);
        people.delete("g");
        String service = people.service(Map.of("a", 2, "b", 3, "d", 1));
        List<String> keys = List.of("a", "b", "c", "d", "e", "f", "g", "nobody").stream().map(people::key).toList();
        Map<String, Object> forService = Map.of("channel", "email", "service", service, "profiles", keys);
        Map<String, Object> transactional = Map.of("channel", "email", "typology", "transactional", "profiles", keys);
        // Entries the index has not seen yet: the database answers.
        people.add("news", "");
        Map<String, List<String>> ofDatabase = many(forService);
        people.add("more news", "");
        Map<String, List<String>> transactionalOfDatabase = many(transactional);

        TestServer.bean(ProfileIndex.class).catchUp();

        assertThat(many(forService)).isEqualTo(ofDatabase);
        assertThat(many(transactional)).isEqualTo(transactionalOfDatabase);
        assertThat(ofDatabase).containsEntry(people.key("a"), List.of("targeted"))
                .containsEntry(people.key("d"),
                        List.of("excluded", "opted_out", "not_subscribed", "address_denylisted"))
                .containsEntry(people.key("g"), List.of("unknown"))
                .containsEntry(people.key("nobody"), List.of("unknown"));
    }

    @Test
    void manySeeEachChangeAtOnce() {
        people.add("a", "a").add("b", "b");
        Map<String, Object> asked = Map.of("channel", "email", "profiles", List.of(people.key("a"), people.key("b")));
        TestServer.bean(ProfileIndex.class).catchUp();
        assertThat(many(asked).values()).containsOnly(List.of("targeted"));

        people.optOut("a", 1);

        assertThat(many(asked)).containsEntry(people.key("a"), List.of("excluded", "opted_out"))
                .containsEntry(people.key("b"), List.of("targeted"));
        people.delete("b");
        assertThat(many(asked)).containsEntry(people.key("b"), List.of("unknown"));
    }

    @Test
    void oneSeesEachChangeAtOnceWhateverAnswers() {
        people.add("a", "a").add("b", "b");
        String service = people.service(Map.of("a", 2));
        TestServer.bean(ProfileIndex.class).catchUp();
        assertThat(decision("a", "&service=" + service)).isEqualTo("targeted");
        assertThat(decision("b", "&service=" + service)).isEqualTo("excluded");
        long before = one("a", "").expect(200).at("/ledgerSeq").asLong();

        people.optOut("a", 1);

        assertThat(decision("a", "")).isEqualTo("excluded");
        TestServer.bean(ProfileIndex.class).catchUp();
        assertThat(decision("a", "")).isEqualTo("excluded");
        assertThat(decision("a", "&typology=transactional")).isEqualTo("targeted");
        assertThat(one("b", "").expect(200).at("/ledgerSeq").asLong()).isGreaterThan(before);
        people.delete("b");
        TestServer.bean(ProfileIndex.class).catchUp();
        one("b", "").expect(404);
    }

    private String decision(String person, String more) {
        return one(person, more).expect(200).at("/decision").asString();
    }

    private Map<String, List<String>> many(Map<String, Object> asked) {
        return api.post("/eligibility").json(asked).send().expect(200).at("/items").valueStream()
                .collect(Collectors.toMap(item -> item.path("profile").asString(),
                        item -> Stream.concat(Stream.of(item.path("decision").asString()),
                                item.path("causes").valueStream().map(JsonNode::asString)).toList()));
    }

    @Test
    void unknownOnesAndBadQuestionsAreRefused() {
        one("nobody", "").expect(404);
        api.get("/profiles/x/eligibility?channel=pigeon").send().expect(400);
        api.post("/eligibility").json("{\"channel\":\"email\"}").send().expect(400);
        api.post("/eligibility").json(Map.of("channel", "email", "profiles", Collections.nCopies(1001, "x")))
                .send().expect(400);
    }

    private Answer one(String name, String more) {
        return api.get("/profiles/" + people.key(name) + "/eligibility?channel=email" + more).send();
    }
}
