package heed.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.quarantine.QuarantineImports.Result;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.ErrorReason;
import heed.rules.quarantine.Mark;
import heed.rules.quarantine.QuarantineLimits;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class AddressEventsIT {

    private final AddressEvents events = TestServer.bean(AddressEvents.class);
    private final AddressStore addresses = TestServer.bean(AddressStore.class);
    private final QuarantineImports imports = TestServer.bean(QuarantineImports.class);
    private final LedgerStore ledger = TestServer.bean(LedgerStore.class);
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eventsInAnyOrderAndInAnyBatchesFoldAsTheRulesSay(long seed) {
        Random random = new Random(seed);
        List<Integer> ids = List.copyOf(resolve(some(10)).values());
        List<NewAddressEvent> told = new ArrayList<>();
        for (int id : ids) {
            told.addAll(generated(id, random));
        }
        Collections.shuffle(told, random);

        int from = 0;
        while (from < told.size()) {
            int to = Math.min(told.size(), from + 1 + random.nextInt(20));
            List<NewAddressEvent> batch = told.subList(from, to);
            inTransaction(() -> events.append(batch));
            from = to;
        }

        Map<Integer, AddressState> folded = events.states(ids);
        for (int id : ids) {
            List<AddressEvent> own = told.stream().filter(e -> e.addressId() == id).map(NewAddressEvent::event)
                    .toList();
            AddressState expected = AddressState.fold(own, QuarantineLimits.DEFAULT)
                    .at(Instant.now(), QuarantineLimits.DEFAULT);
            assertThat(folded.get(id)).as("seed %d", seed).isEqualTo(expected);
            int status = jdbc.sql("select status from address_states where address_id = :id").param("id", id)
                    .query(Integer.class).single();
            assertThat(status).as("seed %d", seed)
                    .isEqualTo(AddressState.fold(own, QuarantineLimits.DEFAULT).status().number());
        }
    }

    @Test
    void anEventThatItsSenderToldBeforeChangesNothing() {
        int id = resolve(some(1)).values().iterator().next();
        Instant at = Instant.now().minus(Duration.ofDays(1));

        Map<Integer, AddressEvents.Change> first = inTransaction(() -> events.append(List.of(hard(id, at, "ses-1"))));
        Map<Integer, AddressEvents.Change> again = inTransaction(() -> events.append(List.of(hard(id, at, "ses-1"))));

        assertThat(first).containsOnlyKeys(id);
        assertThat(again).isEmpty();
    }

    @Test
    void aLateEventThatChangesThePresentStateIsRecordedWithItsCause() {
        int id = resolve(some(1)).values().iterator().next();
        Instant now = Instant.now();
        AddressEvent ignored = AddressEvent.of(now, AddressEvent.Type.IGNORED, ErrorReason.POLICY, "i", entry(id));
        inTransaction(() -> events.append(List.of(new NewAddressEvent(id, ignored, null, "ses", null))));

        NewAddressEvent late = hard(id, now.minus(Duration.ofHours(1)), "late");
        inTransaction(() -> events.append(List.of(late)));

        long cause = jdbc.sql("""
                select (evidence->>'cause')::bigint from ledger where address_id = :id and kind = 'address_recomputed'
                """).param("id", id).query(Long.class).single();
        assertThat(cause).isEqualTo(late.event().seq());
    }

    @Test
    void twoOwnersOptOutsAreTwo() {
        int id = resolve(some(1)).values().iterator().next();
        Instant at = Instant.now().minus(Duration.ofHours(1));
        inTransaction(() -> events.append(List.of(NewAddressEvent.optOut(id, at, 1, "api", entry(id)),
                NewAddressEvent.optOut(id, at, 2, "api", entry(id)))));

        inTransaction(() -> events.append(List.of(NewAddressEvent.optIn(id, at.plusSeconds(1), 1, "api", entry(id)))));
        AddressState half = state(id);
        inTransaction(() -> events.append(List.of(NewAddressEvent.optIn(id, at.plusSeconds(2), 2, "api", entry(id)))));

        assertThat(half.marks()).containsOnlyKeys(Mark.OPT_OUT);
        assertThat(state(id).status()).isEqualTo(AddressStatus.VALID);
    }

    @Test
    void creatingAddressesAgainMovesNoSequence() {
        List<Address> some = some(5);
        Map<Address, Integer> first = resolve(some);
        long before = jdbc.sql("select last_value from address_ids").query(Long.class).single();

        Map<Address, Integer> again = resolve(some);

        assertThat(again).isEqualTo(first);
        assertThat(some.stream().map(first::get).toList()).isSorted();
        assertThat(jdbc.sql("select last_value from address_ids").query(Long.class).single()).isEqualTo(before);
    }

    @Test
    void anImportOnlyRaises() {
        Address address = some(1).getFirst();
        Instant at = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
        List<QuarantineImports.Row> rows = List.of(row(address, AddressStatus.ERRONEOUS, at),
                row(address, AddressStatus.QUARANTINED, at.plusSeconds(1)),
                row(address, AddressStatus.ERRONEOUS, at.plusSeconds(2)),
                row(address, AddressStatus.DENYLISTED, at.plusSeconds(3)),
                row(address, AddressStatus.VALID, at.plusSeconds(4)));

        List<Result> tried = imports.tryOut(rows);
        List<Result> applied = inTransaction(() -> imports.apply(rows, Actor.SYSTEM, null));
        List<Result> again = inTransaction(() -> imports.apply(rows.subList(0, 2), Actor.SYSTEM, null));

        assertThat(tried).isEqualTo(applied);
        assertThat(applied.get(0)).isEqualTo(new Result.Applied(true));
        assertThat(applied.get(1)).isEqualTo(new Result.Applied(false));
        assertThat(applied.get(2)).isInstanceOf(Result.Rejected.class);
        assertThat(applied.get(3)).isEqualTo(new Result.Applied(false));
        assertThat(applied.get(4)).isInstanceOf(Result.Rejected.class);
        assertThat(again).containsOnly(new Result.Unchanged());
        assertThat(state(inTransaction(() -> addresses.resolve(address))).marks()).containsOnlyKeys(Mark.MANUAL);
    }

    private static QuarantineImports.Row row(Address address, AddressStatus status, Instant at) {
        return new QuarantineImports.Row(address, status, null, null, 0, at);
    }

    private AddressState state(int id) {
        return events.states(List.of(id)).getOrDefault(id, AddressState.none());
    }

    private NewAddressEvent hard(int id, Instant at, String provider) {
        return new NewAddressEvent(id, AddressEvent.of(at, AddressEvent.Type.HARD, ErrorReason.USER_UNKNOWN, provider,
                entry(id)), "550", "ses", null);
    }

    private List<NewAddressEvent> generated(int id, Random random) {
        AddressEvent.Type[] types = AddressEvent.Type.values();
        ErrorReason[] reasons = ErrorReason.values();
        Instant start = Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.MICROS);
        List<NewAddressEvent> generated = new ArrayList<>();
        for (int i = random.nextInt(15); i >= 0; i--) {
            AddressEvent event = new AddressEvent(start.plus(Duration.ofHours(random.nextInt(40 * 24))),
                    types[random.nextInt(types.length)], reasons[random.nextInt(reasons.length)], random.nextInt(4),
                    1 + random.nextInt(2), random.nextInt(6) == 0, "e" + i, entry(id));
            generated.add(new NewAddressEvent(id, event, "text", "test", null));
        }
        return generated;
    }

    private long entry(int id) {
        return ledger.append(Entry.of(Kind.ADDRESS_EVENT, Instant.now(), Actor.SYSTEM, Source.API)
                .touching(Touched.address(id)));
    }

    private static List<Address> some(int count) {
        String name = TestServer.unique("events");
        List<Address> some = new ArrayList<>();
        for (int i = count; i > 0; i--) {
            some.add(new Address(Channel.EMAIL, name + "-" + i + "@example.org"));
        }
        return some;
    }

    private Map<Address, Integer> resolve(List<Address> some) {
        return new HashMap<>(inTransaction(() -> addresses.resolve(some)));
    }

    private static <T> T inTransaction(Supplier<T> work) {
        T result = TestServer.bean(TransactionTemplate.class).execute(_ -> work.get());
        if (result == null) {
            throw new IllegalStateException("nothing came back");
        }
        return result;
    }
}
