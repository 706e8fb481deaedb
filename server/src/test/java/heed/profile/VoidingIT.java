package heed.profile;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VoidingIT {

    private final Api api = TestServer.api();
    private final String key = TestServer.unique("void");
    private final String path = "/profiles/" + key;
    private final String mail = TestServer.unique("void") + "@example.org";

    @BeforeEach
    void aProfile() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail))).send().expect(201);
    }

    @Test
    void undoingAnOptOutNeedsAReasonAndAConfirmation() {
        long seq = optOut("email", "profile");

        undo(seq, Map.of("confirm", true)).expect(400);
        undo(seq, Map.of("reason", "mistake")).expect(409);
        Answer undone = undo(seq, Map.of("reason", "mistake", "confirm", true)).expect(200);

        assertThat(undone.at("/changed").booleanValue()).isTrue();
        assertThat(undone.at("/channels").isEmpty()).isTrue();
        assertThat(undone.at("/seq").longValue()).isGreaterThan(seq);
        undo(seq, Map.of("reason", "again", "confirm", true)).expect(409);
    }

    @Test
    void undoingAChoiceLeavesTheOlderOneStanding() {
        optOut("email", "profile");
        long all = optOut("all", "profile");

        Answer undone = undo(all, Map.of("reason", "mistake", "confirm", true)).expect(200);

        assertThat(undone.at("/all").booleanValue()).isFalse();
        assertThat(undone.at("/channels/0").stringValue()).isEqualTo("email");
    }

    @Test
    void undoingAnOptInRestrictsAndNeedsNoConfirmation() {
        optOut("email", "profile");
        long in = api.delete(path + "/opt-outs/email?reason=asked").send().expect(200).at("/seq").longValue();

        Answer undone = undo(in, Map.of("reason", "mistake")).expect(200);

        assertThat(undone.at("/channels/0").stringValue()).isEqualTo("email");
    }

    @Test
    void theHistoryShowsWhatWasVoidedAndByWhich() {
        long seq = optOut("email", "profile");
        long by = undo(seq, Map.of("reason", "mistake", "confirm", true)).expect(200).at("/seq").longValue();

        JsonNode items = api.get(path + "/history").send().expect(200).at("/items");

        assertThat(items.at("/0/kind").stringValue()).isEqualTo("voided");
        assertThat(items.at("/0/evidence/reason").stringValue()).isEqualTo("mistake");
        assertThat(items.at("/0/change/from/channels/0").stringValue()).isEqualTo("email");
        assertThat(items.at("/1/seq").longValue()).isEqualTo(seq);
        assertThat(items.at("/1/voidedBy").longValue()).isEqualTo(by);
    }

    @Test
    void whatIsNoChoiceIsNotVoided() {
        long created = api.get(path + "/history").send().at("/items/0/seq").longValue();
        long unknown = Long.MAX_VALUE;

        undo(created, Map.of("reason", "x", "confirm", true)).expect(409);
        undo(unknown, Map.of("reason", "x", "confirm", true)).expect(404);
    }

    @Test
    void anOptOutOfTheAddressMarksItAndAnOptInOfThePersonLeavesTheMark() {
        optOut("email", "address");
        assertThat(status()).isEqualTo("denylisted");

        Answer in = api.delete(path + "/opt-outs/email?reason=asked").send().expect(200);

        assertThat(in.at("/stillExcludedBy/0").stringValue()).isEqualTo("address_denylisted");
        assertThat(status()).isEqualTo("denylisted");
        Answer clear = api.delete(path + "/opt-outs/email?reason=asked&scope=address").send().expect(200);
        assertThat(clear.at("/stillExcludedBy").isEmpty()).isTrue();
        assertThat(clear.at("/changed").booleanValue()).isTrue();
        assertThat(status()).isEqualTo("valid");
    }

    @Test
    void aRepeatOfTheSameMomentMarksAddressesThatCameSince() {
        Map<String, Object> body = Map.of("channel", "email", "scope", "address", "at", "2026-01-31T12:00:00Z");
        long first = api.post(path + "/opt-outs").json(body).send().expect(200).at("/seq").longValue();
        api.put(path).json(Map.of("addresses", Map.of("email", "new-" + mail))).send().expect(200);
        assertThat(status()).isEqualTo("valid");

        Answer again = api.post(path + "/opt-outs").json(body).send().expect(200);
        Answer third = api.post(path + "/opt-outs").json(body).send().expect(200);

        assertThat(again.at("/changed").booleanValue()).isTrue();
        assertThat(again.at("/seq").longValue()).isGreaterThan(first);
        assertThat(third.at("/changed").booleanValue()).isFalse();
        assertThat(status()).isEqualTo("denylisted");
    }

    @Test
    void undoingAnOptOutOfTheAddressClearsItsMarkToo() {
        long seq = optOut("all", "address");

        Answer refused = undo(seq, Map.of("reason", "mistake")).expect(409);
        Answer undone = undo(seq, Map.of("reason", "mistake", "confirm", true)).expect(200);

        assertThat(refused.at("/detail").stringValue()).contains("opt-out of all").contains("mark");
        assertThat(undone.at("/all").booleanValue()).isFalse();
        assertThat(undone.at("/stillExcludedBy").isEmpty()).isTrue();
        assertThat(status()).isEqualTo("valid");
    }

    @Test
    void aChoiceMadeAgainAfterItsUndoCountsAgain() {
        Map<String, Object> body = Map.of("channel", "email", "scope", "address", "at", "2026-01-31T12:00:00Z");
        long first = api.post(path + "/opt-outs").json(body).send().expect(200).at("/seq").longValue();
        undo(first, Map.of("reason", "mistake", "confirm", true)).expect(200);

        Answer again = api.post(path + "/opt-outs").json(body).send().expect(200);

        assertThat(again.at("/changed").booleanValue()).isTrue();
        assertThat(again.at("/seq").longValue()).isGreaterThan(first);
        assertThat(again.at("/channels/0").stringValue()).isEqualTo("email");
        assertThat(status()).isEqualTo("denylisted");
        undo(again.at("/seq").longValue(), Map.of("reason", "mistake", "confirm", true)).expect(200);
        assertThat(api.get(path + "/opt-outs").send().at("/channels").isEmpty()).isTrue();
    }

    @Test
    void optingInSaysThatTheDomainIsExcluded() {
        String domain = TestServer.unique("excluded") + ".example.org";
        api.put(path).json(Map.of("addresses", Map.of("email", "ada@news." + domain))).send().expect(200);
        api.put("/excluded-domains/*." + domain).send().expect(201);

        Answer in = api.delete(path + "/opt-outs/email?reason=asked").send().expect(200);
        Answer other = api.delete(path + "/opt-outs/sms?reason=asked").send().expect(200);

        assertThat(in.at("/stillExcludedBy").toString()).isEqualTo("[\"excluded_domain\"]");
        assertThat(other.at("/stillExcludedBy").isEmpty()).isTrue();
    }

    @Test
    void theLedgerIsFilteredAndPaged() {
        optOut("email", "profile");
        optOut("sms", "profile");
        optOut("fax", "profile");

        Answer first = api.get("/ledger?profile=" + key + "&kind=opt_out&limit=2").send().expect(200);
        Answer second = api.get("/ledger?profile=" + key + "&kind=opt_out&limit=2&cursor="
                + first.at("/nextCursor").stringValue()).send().expect(200);

        assertThat(first.at("/items").size()).isEqualTo(2);
        assertThat(second.at("/items").size()).isEqualTo(1);
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        assertThat(first.at("/items/0/profile").stringValue()).isEqualTo(key);
        assertThat(first.at("/items/0/change/to/channels").size()).isEqualTo(3);
        assertThat(api.get("/ledger?profile=nobody-at-all").send().expect(200).at("/items").isEmpty()).isTrue();
        api.get("/ledger?kind=gossip").send().expect(400);
        String csv = api.get("/ledger?profile=" + key).accept("text/csv").send().expect(200).text();
        assertThat(csv.lines().toList()).hasSize(5).first().asString().startsWith("seq,at,recorded_at,actor");
    }

    @Test
    void aShortListOfFieldsIsShownOfEachEntry() {
        optOut("email", "profile");

        JsonNode entry = api.get("/ledger?limit=1&profile=" + key).send().expect(200).at("/items/0");

        assertThat(List.copyOf(entry.propertyNames())).containsExactlyInAnyOrder("seq", "at", "recordedAt", "actor",
                "source", "kind", "change", "voidedBy", "evidence", "profile");
        assertThat(entry.at("/actor").stringValue()).startsWith("key:");
    }

    private long optOut(String channel, String scope) {
        return api.post(path + "/opt-outs").json(Map.of("channel", channel, "scope", scope)).send().expect(200)
                .at("/seq").longValue();
    }

    private Answer undo(long seq, Map<String, Object> body) {
        return api.post("/ledger/" + seq + "/void").json(body).send();
    }

    private String status() {
        return api.get(path).send().expect(200).at("/addressStatus/email").stringValue();
    }
}
