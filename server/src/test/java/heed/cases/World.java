package heed.cases;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.SubscriptionStatus;
import heed.rules.cases.AnalysisCase;
import heed.testing.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes the world of a case through the REST API.
final class World {

    private final Api api;
    private final OwnNames own;

    World(Api api, OwnNames own) {
        this.api = api;
        this.own = own;
    }

    void make(AnalysisCase.World world, Channel channel) {
        world.profiles().forEach(this::profile);
        world.statuses().forEach((written, status) -> quarantine(written, status));
        world.services().forEach(service -> service(service, channel));
        world.subscriptions().forEach(
                (service, states) -> states.forEach((profile, status) -> subscribe(service, profile, status)));
        world.excludedDomains().forEach(domain -> api
                .put("/excluded-domains/" + Api.segment(own.domain(domain)) + "?reason=case").send().expect(201));
    }

    private void profile(AnalysisCase.Profile profile) {
        Map<String, List<String>> addresses = new TreeMap<>();
        profile.addresses().forEach((channel, texts) -> addresses.put(channel.code(),
                texts.stream().map(text -> own.address(channel, text)).toList()));
        Map<String, Object> body = new HashMap<>(Map.of("addresses", addresses));
        if (profile.unconfirmed()) {
            body.put("unconfirmed", true);
        }
        String path = "/profiles/" + Api.segment(own.name(profile.key()));
        api.put(path).json(body).send().expect(201);
        profile.out()
                .forEach(one -> api.post(path + "/opt-outs").json(Map.of("channel", one.code())).send().expect(200));
    }

    private void quarantine(AnalysisCase.Written written, AddressStatus status) {
        int answered = api.post("/quarantine").json(Map.of("channel", written.channel().code(), "address",
                own.address(written), "status", status.code(), "reason", "case")).send().status();
        if (answered / 100 != 2) {
            throw new AssertionError("POST /quarantine answers " + answered);
        }
    }

    private void service(String service, Channel channel) {
        api.post("/services").json(Map.of("name", own.name(service), "label", service, "channel", channel.code(),
                "doubleOptIn", true, "validity", "P10D")).send().expect(201);
    }

    private void subscribe(String service, String profile, SubscriptionStatus status) {
        String path = "/services/" + Api.segment(own.name(service)) + "/subscriptions/"
                + Api.segment(own.name(profile));
        switch (status) {
            case NONE -> {
            }
            case PENDING -> api.put(path).json(Map.of()).send().expect(200);
            case ACTIVE -> confirmed(path, Instant.now().minusSeconds(60));
            case EXPIRED -> confirmed(path, Instant.now().minus(Duration.ofDays(30)));
            case ENDED -> {
                confirmed(path, Instant.now().minusSeconds(60));
                api.delete(path + "?reason=case").send().expect(200);
            }
        }
    }

    private void confirmed(String path, Instant at) {
        api.put(path).json(Map.of("confirmed", true, "evidence", Map.of("paper", "signed"), "at", at.toString())).send()
                .expect(200);
    }
}
