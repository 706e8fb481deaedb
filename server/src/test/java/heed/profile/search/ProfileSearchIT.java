package heed.profile.search;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProfileSearchIT {

    private final Api api = TestServer.api();
    private final String word = TestServer.unique("zoë");
    private final String mail = TestServer.unique("Search") + "@Example.org";

    @BeforeEach
    void threeProfiles() {
        put("-1", Map.of("email", mail, "sms", "+33612345699"));
        put("-2", Map.of("email", List.of("x" + mail, mail)));
        put("-3", Map.of());
    }

    @Test
    void anAddressFindsEverybodyWhoUsesItHoweverItIsSpelled() {
        assertThat(keys(api.get("/profiles?address=" + Api.segment(" " + mail.toUpperCase(Locale.ROOT)))
                .send())).containsExactly(word + "-1", word + "-2");
        assertThat(keys(api.get("/profiles?address=" + Api.segment("+33 6 12 34 56 99")).send()))
                .contains(word + "-1");
        assertThat(keys(api.get("/profiles?address=nobody-has-this@example.org").send())).isEmpty();
    }

    @Test
    void aWordFindsKeysAndAddressesThatBeginWithIt() {
        assertThat(keys(api.get("/profiles?q=" + Api.segment(word + "-")).send())).containsExactly(word + "-1",
                word + "-2", word + "-3");
        assertThat(keys(api.get("/profiles?q=" + Api.segment(word + "-2")).send())).containsExactly(word + "-2");
        assertThat(keys(api.get("/profiles?q=" + Api.segment(mail.substring(0, mail.indexOf('@') + 3))).send()))
                .containsExactly(word + "-1", word + "-2");
        assertThat(keys(api.get("/profiles?q=" + Api.segment("x" + mail)).send())).containsExactly(word + "-2");
    }

    @Test
    void pagesShowEverybodyOnceAndACursorBelongsToItsFilters() {
        List<String> seen = new ArrayList<>();
        String filter = "/profiles?limit=2&q=" + Api.segment(word);
        Answer page = api.get(filter).send().expect(200);
        seen.addAll(keys(page));
        String cursor = page.at("/nextCursor").stringValue();
        seen.addAll(keys(api.get(filter + "&cursor=" + cursor).send().expect(200)));

        assertThat(seen).containsExactly(word + "-1", word + "-2", word + "-3");
        api.get("/profiles?limit=2&q=other&cursor=" + cursor).send().expect(400);
        api.get("/profiles?limit=1001").send().expect(400);
    }

    @Test
    void deletedProfilesAreNotFound() {
        api.delete("/profiles/" + Api.segment(word + "-3")).send().expect(204);

        assertThat(keys(api.get("/profiles?q=" + Api.segment(word)).send())).doesNotContain(word + "-3");
    }

    @Test
    void theListIsStreamedAsCsv() {
        String csv = api.get("/profiles?q=" + Api.segment(word)).accept("text/csv").send().expect(200).text();

        assertThat(csv.lines()).hasSize(4).first().asString().startsWith("key,id,email,sms");
        assertThat(csv).contains(word + "-2,").contains("x" + mail + "|" + mail);
    }

    @Test
    void theReportNamesWhoIsStillContactableAtAnAddressWhoseOtherOwnerOptedOut() {
        assertThat(stillContactable()).isEmpty();
        api.post("/profiles/" + Api.segment(word + "-2") + "/opt-outs").json(Map.of("channel", "all")).send()
                .expect(200);

        List<JsonNode> rows = stillContactable();

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().at("/address").stringValue()).isEqualTo(mail);
        assertThat(rows.getFirst().at("/optedOutProfile").stringValue()).isEqualTo(word + "-2");
        assertThat(rows.getFirst().at("/since").isString()).isTrue();
        api.post("/profiles/" + Api.segment(word + "-2") + "/opt-outs").json(Map.of("channel", "email", "scope",
                "address")).send().expect(200);
        assertThat(stillContactable()).isEmpty();
        api.get("/reports/still-contactable").send().expect(400);
    }

    private List<JsonNode> stillContactable() {
        Answer answer = api.get("/reports/still-contactable?channel=email&limit=1000").send().expect(200);
        return answer.at("/items").valueStream()
                .filter(row -> row.at("/profile").stringValue().equals(word + "-1")).toList();
    }

    private void put(String suffix, Map<String, Object> addresses) {
        api.put("/profiles/" + Api.segment(word + suffix)).json(Map.of("addresses", addresses)).send().expect(201);
    }

    private static List<String> keys(Answer answer) {
        return answer.expect(200).at("/items").valueStream().map(item -> item.at("/key").stringValue()).toList();
    }
}
