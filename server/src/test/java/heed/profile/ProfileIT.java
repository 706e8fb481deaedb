package heed.profile;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProfileIT {

    private final Api api = TestServer.api();
    private final String key = TestServer.unique("a/b%c;d?e#f+😀");
    private final String path = path(key);
    private final String mail = TestServer.unique("Ada") + "@Example.org";

    @Test
    void whatIsPutIsWhatIsShown() {
        Map<String, Object> body = Map.of("addresses",
                Map.of("email", List.of(mail, "b@x.org"), "sms", "06 12 34 56 78"),
                "country", "FR", "attributes", Map.of("age", 36, "tags", List.of("a", 1)), "locale", "fr", "timeZone",
                "Europe/Paris");

        Answer created = api.put(path).json(body).send().expect(201);
        Answer shown = api.get(path).send().expect(200);

        assertThat(shown.json()).isEqualTo(created.json());
        assertThat(shown.at("/key").stringValue()).isEqualTo(key);
        assertThat(shown.at("/id").intValue()).isPositive();
        assertThat(shown.at("/addresses/email/0").stringValue()).isEqualTo(mail);
        assertThat(shown.at("/addresses/sms").stringValue()).isEqualTo("06 12 34 56 78");
        assertThat(shown.at("/attributes/age").intValue()).isEqualTo(36);
        assertThat(shown.at("/addressStatus/email/1").stringValue()).isEqualTo("valid");
        assertThat(shown.at("/optOuts/all").booleanValue()).isFalse();
        assertThat(shown.at("/unconfirmed").booleanValue()).isFalse();
        assertThat(shown.at("/country").stringValue()).isEqualTo("FR");
    }

    @Test
    void anUnchangedBodyWritesNothing() {
        Map<String, Object> body = Map.of("addresses", Map.of("email", mail), "attributes", Map.of("age", 36, "b", 1.5),
                "unconfirmed", true);
        Answer first = api.put(path).json(body).send().expect(201);

        Answer second = api.put(path).json(body).send().expect(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(history()).containsExactly("profile_created");
    }

    @Test
    void unconfirmedCountsOnlyWhenItCreates() {
        put(Map.of()).expect(201);

        assertThat(put(Map.of("unconfirmed", true)).expect(200).at("/unconfirmed").booleanValue()).isFalse();
    }

    @Test
    void twoSpellingsOfOneAddressAreOne() {
        Answer shown = put(Map.of("addresses", Map.of("email", List.of(mail, mail.toUpperCase(Locale.ROOT)))))
                .expect(201);

        assertThat(shown.at("/addresses/email").stringValue()).isEqualTo(mail);
    }

    @Test
    void aNinthAddressIsRefused() {
        List<String> nine = IntStream.range(0, 9).mapToObj(i -> i + mail).toList();

        put(Map.of("addresses", Map.of("email", nine))).expect(400);
        put(Map.of("addresses", Map.of("email", nine.subList(0, 8)))).expect(201);
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Answer refused = put(Map.of("addresses", Map.of("email", List.of("x@y.org", "nobody"), "pigeon", "x"), "locale",
                "!", "timeZone", "Mars/Base", "country", "ZZ", "colour", "red")).expect(400);

        assertThat(refused.at("/errors").valueStream().map(error -> error.at("/field").stringValue()))
                .containsExactlyInAnyOrder("addresses.email[1]", "addresses.pigeon", "locale", "timeZone", "country",
                        "colour");
        api.get(path).send().expect(404);
    }

    @Test
    void aPatchMergesAndNullRemoves() {
        put(Map.of("addresses", Map.of("email", mail, "sms", "+33612345678"), "attributes",
                Map.of("age", 36, "a", Map.of("b", 1, "c", 2)), "locale", "fr")).expect(201);

        Answer patched = api.patch(path).json("""
                {"addresses":{"sms":null},"attributes":{"age":null,"a":{"b":null,"d":3}},"locale":null,"timeZone":"UTC"}
                """).send().expect(200);

        assertThat(patched.at("/addresses").propertyNames()).containsExactly("email");
        assertThat(patched.at("/attributes").toString()).isEqualTo("{\"a\":{\"c\":2,\"d\":3}}");
        assertThat(patched.at("/locale").isNull()).isTrue();
        assertThat(patched.at("/timeZone").stringValue()).isEqualTo("UTC");
    }

    @Test
    void aPatchOfNothingIsNotFoundAndOneThatChangesNothingWritesNothing() {
        api.patch(path).json("{}").send().expect(404);
        put(Map.of("locale", "fr")).expect(201);

        api.patch(path).json("{\"locale\":\"fr\"}").send().expect(200);
        api.patch(path).json("{\"unconfirmed\":false}").send().expect(400);

        assertThat(history()).containsExactly("profile_created");
    }

    @Test
    void aNewAddressLiftsNoOptOutNorDoesDeletionOrRevival() {
        put(Map.of("addresses", Map.of("email", mail))).expect(201);
        int id = api.get(path).send().at("/id").intValue();
        api.post(path + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);

        api.delete(path).send().expect(204);
        api.get(path).send().expect(404);
        api.delete(path).send().expect(404);
        api.get(path + "/history").send().expect(200);
        api.post(path + "/opt-outs").json(Map.of("channel", "sms")).send().expect(200);
        Answer deleted = api.get(path + "/opt-outs").send().expect(200);
        Answer revived = put(Map.of("addresses", Map.of("email", "new" + mail))).expect(201);

        assertThat(codes(deleted.at("/channels"))).containsExactly("email", "sms");
        assertThat(codes(revived.at("/optOuts/channels"))).containsExactly("email", "sms");
        assertThat(revived.at("/id").intValue()).isEqualTo(id);
        assertThat(history()).containsExactly("profile_revived", "opt_out", "profile_deleted", "opt_out",
                "profile_created");
    }

    @Test
    void theLedgerHoldsNoAddressOfAProfile() {
        put(Map.of("addresses", Map.of("email", mail), "attributes", Map.of("secret", "4711"))).expect(201);

        String history = api.get(path + "/history").send().text();

        assertThat(history).doesNotContainIgnoringCase(mail).doesNotContain("4711").contains("secret");
    }

    @Test
    void confirmingNeedsEvidenceAndHappensOnce() {
        put(Map.of("unconfirmed", true)).expect(201);

        api.post(path + "/confirmation").json(Map.of("source", "landing_page")).send().expect(400);
        Answer confirmed = api.post(path + "/confirmation")
                .json(Map.of("source", "landing_page", "evidence", Map.of("page", "v3"))).send().expect(200);
        api.post(path + "/confirmation").json(Map.of("source", "api", "evidence", Map.of("page", "v3"))).send()
                .expect(200);

        assertThat(confirmed.at("/unconfirmed").booleanValue()).isFalse();
        assertThat(history()).containsExactly("profile_confirmed", "profile_created");
    }

    @Test
    void aMergeKeepsEverySwitchOfBothAndLeavesAnAlias() {
        String other = key + "-2";
        put(Map.of("addresses", Map.of("email", mail))).expect(201);
        api.put(path(other)).json(Map.of("addresses", Map.of("sms", "+33612345678"))).send().expect(201);
        api.post(path + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);
        api.post(path(other) + "/opt-outs").json(Map.of("channel", "sms")).send().expect(200);

        Answer merged = api.post(path + "/merge").json(Map.of("into", other)).send().expect(200);

        assertThat(codes(merged.at("/optOuts/channels"))).containsExactly("email", "sms");
        api.get(path).send().expect(404);
        put(Map.of("locale", "fr")).expect(409);
        api.patch(path).json("{}").send().expect(409);
        Answer choice = api.post(path + "/opt-outs").json(Map.of("channel", "fax")).send().expect(200);
        assertThat(codes(choice.at("/channels"))).containsExactly("email", "fax", "sms");
        assertThat(codes(api.get(path(other) + "/opt-outs").send().at("/channels"))).contains("fax");
        api.post(path + "/merge").json(Map.of("into", other)).send().expect(409);
        api.post(path(other) + "/merge").json(Map.of("into", key)).send().expect(409);
        api.post(path(other) + "/merge").json(Map.of("into", other)).send().expect(409);
    }

    @Test
    void anAliasFollowsTheNextMerge() {
        for (String suffix : List.of("", "-2", "-3")) {
            api.put(path(key + suffix)).json("{}").send().expect(201);
        }
        api.post(path).json("{}").send().expect(405);
        api.post(path + "/merge").json(Map.of("into", key + "-2")).send().expect(200);
        api.post(path(key + "-2") + "/merge").json(Map.of("into", key + "-3")).send().expect(200);

        api.post(path + "/opt-outs").json(Map.of("channel", "all")).send().expect(200);

        assertThat(api.get(path(key + "-3")).send().at("/optOuts/all").booleanValue()).isTrue();
    }

    @Test
    void aConfirmationForAnAliasReachesTheProfileItWasMergedInto() {
        String other = key + "-2";
        put(Map.of()).expect(201);
        api.put(path(other)).json(Map.of("unconfirmed", true)).send().expect(201);
        api.post(path + "/merge").json(Map.of("into", other)).send().expect(200);

        Answer confirmed = api.post(path + "/confirmation").json(Map.of("evidence", Map.of("page", "v3"))).send()
                .expect(200);

        assertThat(confirmed.at("/key").stringValue()).isEqualTo(other);
        assertThat(confirmed.at("/unconfirmed").booleanValue()).isFalse();
    }

    @Test
    void aNumberInAnotherSpellingChangesNothing() {
        put("{\"attributes\":{\"a\":1e2,\"b\":1.50e1,\"c\":-0.0,\"d\":[{\"e\":1E20}]}}").expect(201);
        int entries = history().size();

        put("{\"attributes\":{\"a\":1e2,\"b\":1.50e1,\"c\":-0.0,\"d\":[{\"e\":1E20}]}}").expect(200);
        put("{\"attributes\":{\"a\":100,\"b\":15.0,\"c\":0.0,\"d\":[{\"e\":100000000000000000000}]}}").expect(200);

        assertThat(history()).hasSize(entries);
    }

    private Answer put(Object body) {
        return api.put(path).json(body).send();
    }

    private List<String> history() {
        return codes(api.get(path + "/history").send().expect(200).at("/items"), "/kind");
    }

    private static List<String> codes(JsonNode list) {
        return codes(list, "");
    }

    private static List<String> codes(JsonNode list, String pointer) {
        return list.valueStream().map(item -> item.at(pointer).stringValue()).toList();
    }

    private static String path(String key) {
        return "/profiles/" + Api.segment(key);
    }
}
