package heed.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.quarantine.Address;
import heed.quarantine.AddressEvents;
import heed.quarantine.AddressStore;
import heed.quarantine.NewAddressEvent;
import heed.rules.cases.Corpus;
import heed.rules.cases.QuarantineCase;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.EventTime;
import heed.rules.quarantine.Mark;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Every case of `quarantine.yaml` through the stored events of an address, as they stand in the case and backwards;
/// the state is read over REST.
class QuarantineCorpusIT {

    private final Api api = TestServer.api();

    @TestFactory
    Stream<DynamicTest> quarantine() {
        return Corpus.quarantine().stream().filter(one -> !one.exact())
                .flatMap(one -> Stream.of(dynamicTest(one.name(), () -> check(one, one.events())),
                        dynamicTest(one.name() + ", backwards", () -> check(one, backwards(one)))));
    }

    private static List<QuarantineCase.Event> backwards(QuarantineCase one) {
        List<QuarantineCase.Event> events = new ArrayList<>(one.events());
        Collections.reverse(events);
        return events;
    }

    private void check(QuarantineCase one, List<QuarantineCase.Event> arrived) {
        QuarantineCase.Expected expected = one.expected();
        int id = TestServer.bean(AddressStore.class)
                .resolve(new Address(one.channel(), TestServer.unique("case") + "@example.org"));
        Instant now = Instant.now();
        arrived.forEach(event -> append(id, event, now));
        if (one.sweep()) {
            api.post("/quarantine/sweep").send().expect(200);
        }
        JsonNode state = api.get("/quarantine/" + id).send().expect(200).json();

        assertThat(state.at("/status").stringValue()).isEqualTo(expected.status().code());
        expected.errors().ifPresent(errors -> assertThat(state.at("/errorCount").intValue()).isEqualTo(errors));
        expected.held().ifPresent(held -> assertThat(state.at("/held").booleanValue()).isEqualTo(held));
        expected.reason().ifPresent(
                reason -> assertThat(state.at("/errorReason").stringValue()).isEqualTo(reason.code()));
        expected.marks().ifPresent(marks -> assertThat(
                state.at("/marks").values().stream().map(JsonNode::stringValue).collect(Collectors.toSet()))
                .isEqualTo(marks.stream().map(Mark::code).collect(Collectors.toSet())));
    }

    private static void append(int addressId, QuarantineCase.Event event, Instant now) {
        EventTime.judge(event.type(), now.minus(event.ago()), now).ifPresent(at -> TestServer
                .bean(TransactionTemplate.class).executeWithoutResult(_ -> {
                    long seq = TestServer.bean(LedgerStore.class).append(Entry
                            .of(Kind.ADDRESS_EVENT, at, Actor.SYSTEM, Source.SYSTEM)
                            .touching(Touched.address(addressId)));
                    TestServer.bean(AddressEvents.class).append(List.of(new NewAddressEvent(addressId,
                            new AddressEvent(at, event.type(), event.reason().orElse(null), event.count(),
                                    event.profile(), event.held(), event.id(), seq),
                            null, "case", null)));
                }));
    }
}
