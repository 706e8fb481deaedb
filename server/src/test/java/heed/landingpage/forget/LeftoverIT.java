package heed.landingpage.forget;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.wording.ShownWordings;
import heed.ledger.Actor;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.profile.data.ProfileEdits;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LeftoverIT {

    private static final int LONG_AGO = 60;

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final LeftoverJob job = TestServer.bean(LeftoverJob.class);

    @Test
    void whoSignedUpLongAgoAndNeverConfirmedIsForgottenAndTheHistoryStays() {
        String person = signedUp(LONG_AGO);
        String lately = signedUp(20);

        job.forget();
        job.forget();

        api.get("/profiles/" + person).send().expect(404);
        assertThat(requests(person)).isZero();
        var newest = api.get("/profiles/" + person + "/history?limit=1").send().expect(200).at("/items/0");
        assertThat(newest.at("/kind").asString()).isEqualTo("profile_deleted");
        assertThat(newest.at("/actor").asString()).isEqualTo("system");
        assertThat(newest.at("/evidence/reason").asString()).contains("never confirmed");
        api.get("/profiles/" + lately).send().expect(200);
        assertThat(requests(lately)).isEqualTo(1);
    }

    @Test
    void whoeverSomethingHasHappenedToStays() {
        String optedOut = signedUp(LONG_AGO);
        api.post("/profiles/" + optedOut + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);
        String confirmed = signedUp(LONG_AGO);
        api.post("/profiles/" + confirmed + "/confirmation")
                .json(Map.of("source", "operator", "evidence", Map.of("form", "paper"))).send().expect(200);
        String askedAgain = signedUp(LONG_AGO);
        request(askedAgain, 1);
        String madeByAnother = TestServer.unique("left-api");
        api.put("/profiles/" + madeByAnother).json(Map.of("addresses",
                Map.of("email", madeByAnother + "@left.example"), "unconfirmed", true)).send().expect(201);
        request(madeByAnother, LONG_AGO);

        job.forget();

        for (String kept : List.of(optedOut, confirmed, askedAgain, madeByAnother)) {
            assertThat(api.get("/profiles/" + kept).send().expect(200).at("/addresses/email").asString()).as(kept)
                    .endsWith("@left.example");
        }
        assertThat(List.of(requests(optedOut), requests(confirmed), requests(askedAgain), requests(madeByAnother)))
                .containsExactly(0, 0, 1, 0);
    }

    @Test
    void anUndoLinkOfAPageWorksForAMonthAndSaysSoAfterwards() {
        String person = signedUp(0);
        long past = undo(LONG_AGO);
        long lately = undo(29);

        job.forget();

        assertThat(jdbc.sql("select id from page_undos where id in (:past, :lately)").param("past", past)
                .param("lately", lately).query(Long.class).list()).containsExactly(lately);
        String token = TestServer.bean(Links.class).token(new Link(Purpose.UNDO, id(person), 0, 1, 0, past));
        assertThat(api.as("").raw("POST", "/undo/" + token).header("Accept-Language", "en")
                .body("form=" + TestServer.bean(ShownWordings.class).stamp(0, 0, "Take it back"),
                        "application/x-www-form-urlencoded")
                .send().expect(200).text())
                .contains("This cannot be taken back any more");
    }

    /// Made by a page, with a request of so many days ago.
    private String signedUp(int daysAgo) {
        String key = TestServer.unique("left");
        ObjectNode data = new JsonMapper().createObjectNode().put("unconfirmed", true);
        data.putObject("addresses").put("email", key + "@left.example");
        assertThat(TestServer.bean(ProfileEdits.class).make(key, data, Actor.RECIPIENT).created()).isTrue();
        request(key, daysAgo);
        return key;
    }

    private void request(String key, int daysAgo) {
        jdbc.sql(
                """
                        insert into page_requests (page_id, version, profile_id, made, address_id, service_ids, language, evidence,
                            asked_at)
                        select 1, 1, p.id, true, a.address_id, '{}', 'en', '{}', now() - make_interval(days => :days)
                        from profiles p join profile_addresses a on a.profile_id = p.id where p.key = :key
                        """)
                .param("key", key).param("days", daysAgo).update();
    }

    private int requests(String key) {
        return jdbc.sql("select count(*) from page_requests where profile_id = :id").param("id", id(key))
                .query(Integer.class).single();
    }

    private long undo(int daysAgo) {
        return jdbc.sql("""
                insert into page_undos (page_id, seqs, made_at) values (1, '{1}', now() - make_interval(days => :days))
                returning id
                """).param("days", daysAgo).query(Long.class).single();
    }

    private int id(String key) {
        return jdbc.sql("select id from profiles where key = :key").param("key", key).query(Integer.class).single();
    }
}
