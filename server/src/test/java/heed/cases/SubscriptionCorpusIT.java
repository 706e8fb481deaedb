package heed.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import heed.rules.SubscriptionStatus;
import heed.rules.cases.Corpus;
import heed.rules.cases.SubscriptionCase;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// The cases of `subscription.yaml` that REST can tell (there is no confirmation page yet, days are whole, the same
/// choice at one moment is recorded once), once for each moment of the case: it is moved in time so that the moment
/// is now.
class SubscriptionCorpusIT {

    private final Api api = TestServer.api();

    @TestFactory
    Stream<DynamicTest> subscriptions() {
        return Corpus.subscription().stream().filter(SubscriptionCorpusIT::canBeTold)
                .flatMap(one -> IntStream.range(0, one.expected().size())
                        .filter(index -> isWhole(one.expected().get(index).at()))
                        .mapToObj(index -> dynamicTest(one.name() + ", moment " + (index + 1),
                                () -> check(one.events(), one.expected().get(index)))));
    }

    private static boolean canBeTold(SubscriptionCase one) {
        long moments = one.events().stream().map(event -> List.of(event.at(), event.act(), event.pending())).distinct()
                .count();
        return moments == one.events().size() && one.events().stream()
                .allMatch(event -> event.of().isEmpty() && !event.until().orElse(event.at()).isBefore(event.at()));
    }

    private static boolean isWhole(Instant moment) {
        return Duration.between(SubscriptionCase.START, moment).toNanos() % Duration.ofDays(1).toNanos() == 0;
    }

    private void check(List<SubscriptionCase.Event> events, SubscriptionCase.Expected expected) {
        Duration moved = Duration.between(expected.at(), Instant.now()).truncatedTo(ChronoUnit.MICROS);
        OwnNames own = new OwnNames();
        String service = "/services/" + own.name("news");
        api.put("/profiles/" + own.name("lee")).json(Map.of("addresses", Map.of())).send().expect(201);
        api.post("/services").json(Map.of("name", own.name("news"), "label", "News", "channel", "email", "doubleOptIn",
                true)).send().expect(201);
        events.forEach(event -> tell(service, own.name("lee"), event, moved));
        JsonNode items = api.get(service + "/subscriptions").send().expect(200).at("/items");
        JsonNode state = items.isEmpty() ? items : items.get(0);

        assertThat(items.isEmpty() ? "none" : state.at("/state").stringValue()).isEqualTo(expected.status().code());
        expected.since().ifPresent(since -> assertThat(Instant.parse(state.at("/since").stringValue()))
                .isEqualTo(since.plus(moved)));
        expected.until().filter(_ -> expected.status() != SubscriptionStatus.PENDING)
                .ifPresent(until -> assertThat(Instant.parse(state.at("/until").stringValue()))
                        .isEqualTo(until.plus(moved)));
    }

    private void tell(String service, String profile, SubscriptionCase.Event event, Duration moved) {
        String path = service + "/subscriptions/" + profile;
        String at = event.at().plus(moved).toString();
        switch (event.act()) {
            case SUBSCRIBE -> {
                Map<String, Object> validity = new HashMap<>();
                validity.put("validity", event.until()
                        .map(until -> "P" + Duration.between(event.at(), until).toDays() + "D").orElse(null));
                api.patch(service).json(validity).send().expect(200);
                Map<String, Object> body = new HashMap<>(Map.of("at", at));
                if (!event.pending()) {
                    body.put("confirmed", true);
                    body.put("evidence", Map.of("paper", "signed"));
                }
                api.put(path).json(body).send().expect(200);
            }
            case UNSUBSCRIBE -> api.delete(path + "?reason=case&at=" + at).send().expect(200);
            case CONFIRM -> throw new IllegalArgumentException("REST has no confirmation yet");
        }
    }
}
