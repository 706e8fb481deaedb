package heed.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import heed.rules.Channel;
import heed.rules.cases.Corpus;
import heed.rules.cases.OptOutCase;
import heed.rules.cases.OptOutCase.Step;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Every case of `opt-out.yaml` through REST: in the order of arrival of the case, and backwards where every step is a
/// choice with its own moment.
class OptOutCorpusIT {

    private final Api api = TestServer.api();

    @TestFactory
    Stream<DynamicTest> optOuts() {
        return Corpus.optOut().stream().flatMap(one -> Stream.concat(
                Stream.of(dynamicTest(one.name(), () -> check(one, one.steps()))),
                one.steps().stream().allMatch(step -> step instanceof Step.Choose choose && choose.at().isPresent())
                        ? Stream.of(dynamicTest(one.name() + ", backwards", () -> check(one, backwards(one))))
                        : Stream.empty()));
    }

    private static List<Step> backwards(OptOutCase one) {
        List<Step> steps = new ArrayList<>(one.steps());
        Collections.reverse(steps);
        return steps;
    }

    private void check(OptOutCase one, List<Step> steps) {
        Instant start = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        OwnNames own = new OwnNames();
        String path = "/profiles/" + Api.segment(own.name("lee"));
        api.put(path).json(Map.of("addresses", Map.of())).send().expect(201);
        Map<String, Long> named = new HashMap<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Choose choose -> {
                    Answer answer = choose(path, choose, start).expect(200);
                    choose.id().ifPresent(id -> named.put(id, answer.at("/seq").longValue()));
                }
                case Step.Undo(String id) -> api.post("/ledger/" + Objects.requireNonNull(named.get(id)) + "/void")
                        .json(Map.of("reason", "case", "confirm", true)).send().expect(200);
                case Step.Addresses addresses -> addresses(own, path, addresses);
                case Step.Delete() -> api.delete(path).send();
            }
        }
        JsonNode state = api.get(path + "/opt-outs").send().expect(200).json();

        assertThat(state.at("/all").booleanValue()).isEqualTo(one.all());
        assertThat(state.at("/channels").values().stream().map(JsonNode::stringValue).collect(Collectors.toSet()))
                .isEqualTo(one.channels().stream().map(Channel::code).collect(Collectors.toSet()));
        one.since().forEach((which, minute) -> assertThat(since(state, which))
                .isEqualTo(start.plus(Duration.ofMinutes(minute))));
    }

    private Answer choose(String path, Step.Choose choose, Instant start) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "case"));
        choose.at().ifPresent(minute -> body.put("at", start.plus(Duration.ofMinutes(minute)).toString()));
        return switch (choose.act()) {
            case Act.OptOut(Switch what) -> {
                body.put("channel", what.code());
                yield api.post(path + "/opt-outs").json(body).send();
            }
            case Act.OptIn(Switch what) -> api.delete(path + "/opt-outs/" + what.code() + "?reason=case"
                    + choose.at().map(minute -> "&at=" + start.plus(Duration.ofMinutes(minute))).orElse("")).send();
            case Act.Replace(Set<Switch> on) -> {
                body.put("all", on.contains(Switch.ALL));
                body.put("channels", on.stream().filter(one -> one != Switch.ALL).map(Switch::code).toList());
                yield api.put(path + "/opt-outs").json(body).send();
            }
        };
    }

    private void addresses(OwnNames own, String path, Step.Addresses step) {
        Map<String, String> addresses = new HashMap<>();
        step.addresses().forEach((channel, text) -> addresses.put(channel.code(), own.address(channel, text)));
        if (step.imported()) {
            List<String> columns = List.copyOf(addresses.keySet());
            String csv = "key," + String.join(",", columns) + "\n" + own.name("lee") + ","
                    + columns.stream().map(addresses::get).collect(Collectors.joining(",")) + "\n";
            String id = api.post("/imports?kind=profiles").body(csv, "text/csv").send().expect(202).at("/id")
                    .stringValue();
            awaitDone("/imports/" + id);
        } else {
            int status = api.put(path).json(Map.of("addresses", addresses)).send().status();
            assertThat(status).isIn(200, 201);
        }
    }

    private void awaitDone(String path) {
        Instant until = Instant.now().plusSeconds(30);
        while (!api.get(path).send().expect(200).at("/state").stringValue().equals("done")) {
            assertThat(Instant.now()).isBefore(until);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static Instant since(JsonNode state, Switch which) {
        return state.at("/switches").values().stream()
                .filter(one -> one.at("/channel").stringValue().equals(which.code()))
                .map(one -> Instant.parse(one.at("/since").stringValue())).findFirst().orElseThrow();
    }
}
