package heed.profile;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.ledger.Voiding;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import heed.testing.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/// Those who lock much at once lock it in one order: no circle, so that nobody is told to try again.
class LockOrderIT {

    private static final int MANY = 1_500;

    private final TransactionTemplate transaction = TestServer.bean(TransactionTemplate.class);
    private final ProfileCreation creation = TestServer.bean(ProfileCreation.class);
    private final ChoiceBatch batch = TestServer.bean(ChoiceBatch.class);
    private final ChoiceUndo undo = TestServer.bean(ChoiceUndo.class);
    private final Voiding voiding = TestServer.bean(Voiding.class);
    private final OptOutStore optOuts = TestServer.bean(OptOutStore.class);

    @Test
    void twoThatMakeTheSameProfilesInAnotherOrderWaitForEachOther() throws Exception {
        for (int round = 0; round < 5; round++) {
            String word = TestServer.unique("made");
            List<String> keys = keys(word);

            atOnce(List.of(() -> make(keys).size(), () -> make(keys.reversed()).size()));

            assertThat(make(keys)).hasSize(MANY);
        }
    }

    @Test
    void newProfilesGetTheirIdsInTheOrderGiven() {
        List<String> keys = keys(TestServer.unique("order")).reversed();

        var made = make(keys);

        assertThat(keys.stream().map(key -> Objects.requireNonNull(made.get(key)).id())).isSorted();
    }

    @Test
    void undoingAnImportAndVoidingItsEntriesWaitForEachOther() throws Exception {
        long importId = -System.nanoTime();
        List<Integer> people = make(keys(TestServer.unique("undone"))).values().stream().map(ProfileRef::id).toList();
        List<Long> entries = optOut(people, importId);

        List<Callable<Object>> all = new ArrayList<>();
        all.add(() -> transaction.execute(_ -> undo.next(importId, 0, MANY, Actor.SYSTEM, "test")));
        for (int part = 0; part < 3; part++) {
            int first = part;
            all.add(() -> voidAll(IntStream.range(0, MANY / 3).mapToObj(i -> entries.get(MANY - 1 - 3 * i - first))
                    .toList()));
        }
        atOnce(all);

        assertThat(optOuts.of(people)).isEmpty();
    }

    private int voidAll(List<Long> entries) {
        entries.forEach(entry -> voiding.voidEntry(entry, Actor.SYSTEM, Source.API, "test", true));
        return entries.size();
    }

    private List<Long> optOut(List<Integer> people, long importId) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<ChoiceRow> rows = people.stream().map(id -> new ChoiceRow(id, new Act.OptOut(Switch.EMAIL), at,
                Source.IMPORT, null, JsonNodeFactory.instance.objectNode())).toList();
        List<ChoiceBatch.Result> results = Objects.requireNonNull(
                transaction.execute(_ -> batch.apply(rows, Actor.SYSTEM, importId)));
        return results.stream().map(ChoiceBatch.Result::seq).toList();
    }

    private Map<String, ProfileRef> make(List<String> keys) {
        return Objects.requireNonNull(transaction.execute(_ -> creation.create(keys, Actor.SYSTEM, Source.API, null)));
    }

    private static List<String> keys(String word) {
        return IntStream.range(0, MANY).mapToObj(i -> word + "-" + i).toList();
    }

    private static <T> void atOnce(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> done : threads.invokeAll(work)) {
                assertThat(done.get()).isNotNull();
            }
        }
    }
}
