package heed.landingpage.visit;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Somebody of one test.
///
/// @param id of the profile
/// @param key of the profile
/// @param email the one address
record SamplePerson(int id, String key, String email) {

    private static final Api API = TestServer.api();

    static SamplePerson of(String prefix) {
        String key = TestServer.unique(prefix);
        return at(key, key + "@visit.example");
    }

    /// With an address that somebody else may have.
    static SamplePerson at(String key, String email) {
        Answer made = API.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", email))).send().expect(201);
        return new SamplePerson(made.at("/id").asInt(), key, email);
    }

    Answer profile() {
        return API.get("/profiles/" + key).send().expect(200);
    }

    /// The switches that are on: `all`, `email`, …
    List<String> switches() {
        return StreamSupport.stream(API.get("/profiles/" + key + "/opt-outs").send().expect(200).at("/switches")
                .spliterator(), false).map(one -> one.at("/channel").asString()).toList();
    }

    /// The state of the subscription.
    String state(String service) {
        return StreamSupport.stream(profile().at("/subscriptions").spliterator(), false)
                .filter(one -> one.at("/service").asString().equals(service)).map(one -> one.at("/state").asString())
                .findFirst().orElse("none");
    }

    /// The newest entries, newest first.
    List<JsonNode> history() {
        return StreamSupport
                .stream(API.get("/profiles/" + key + "/history").send().expect(200).at("/items").spliterator(),
                        false)
                .toList();
    }

    void optOut(String channel) {
        API.post("/profiles/" + key + "/opt-outs").json(Map.of("channel", channel)).send().expect(200);
    }

    /// A new service, and its id.
    static int service(String name, boolean doubleOptIn) {
        API.post("/services").json(Map.of("name", name, "label", "The " + name, "channel", "email", "doubleOptIn",
                doubleOptIn)).send().expect(201);
        return TestServer.bean(JdbcClient.class)
                .sql("select id from services where name = :name").param("name", name).query(Integer.class).single();
    }

    void subscribe(String service) {
        API.put("/services/" + service + "/subscriptions/" + key)
                .json(Map.of("confirmed", true, "evidence", Map.of("form", "a test"))).send().expect(200);
    }
}
