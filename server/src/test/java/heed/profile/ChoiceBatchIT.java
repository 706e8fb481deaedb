package heed.profile;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.ChoiceBatch.Result;
import heed.rules.optout.Act;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import heed.testing.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

class ChoiceBatchIT {

    private static final AtomicLong IMPORT = new AtomicLong(9_000_000_000L);

    private final ChoiceBatch batch = TestServer.bean(ChoiceBatch.class);
    private final ChoiceUndo undo = TestServer.bean(ChoiceUndo.class);
    private final ProfileCreation creation = TestServer.bean(ProfileCreation.class);
    private final OptOutStore optOuts = TestServer.bean(OptOutStore.class);
    private final TransactionTemplate transaction = TestServer.bean(TransactionTemplate.class);
    private final Instant start = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MICROS);
    private final long importId = IMPORT.incrementAndGet();

    @Test
    void newProfilesGetIdsInTheOrderGivenAndKnownOnesDrawNone() {
        String prefix = TestServer.unique("batch");
        List<String> keys = List.of(prefix + "-z", prefix + "-a", prefix + "-m");

        Map<String, ProfileRef> first = create(keys);
        Map<String, ProfileRef> again = create(List.of(prefix + "-m", prefix + "-new", prefix + "-a"));

        int z = id(first, keys.get(0));
        assertThat(keys.stream().map(key -> id(first, key))).containsExactly(z, z + 1, z + 2);
        assertThat(id(again, prefix + "-new")).isEqualTo(z + 3);
        assertThat(id(again, prefix + "-a")).isEqualTo(z + 1);
    }

    @Test
    void rowsOfOneProfileFoldInTheOrderOfTheirMoments() {
        int id = profile();

        List<Result> results = apply(List.of(row(id, new Act.OptIn(Switch.EMAIL), 100),
                row(id, new Act.OptOut(Switch.ALL), 50), row(id, new Act.OptOut(Switch.ALL), 50)));

        assertThat(results).extracting(Result::recorded).containsExactly(true, true, false);
        assertThat(results).extracting(Result::changed).containsExactly(false, true, false);
        assertThat(results.get(2).seq()).isEqualTo(results.get(1).seq());
        assertThat(switches(id).on()).doesNotContain(Switch.ALL, Switch.EMAIL).hasSize(6);
        assertThat(Objects.requireNonNull(switches(id).switches().get(Switch.SMS)).seq())
                .isEqualTo(results.get(1).seq());
    }

    @Test
    void theSameRowsAgainRecordNothing() {
        int id = profile();
        List<ChoiceRow> rows = List.of(row(id, new Act.OptOut(Switch.SMS), 5));
        List<Result> first = apply(rows);

        List<Result> second = apply(rows);

        assertThat(second.getFirst().recorded()).isFalse();
        assertThat(second.getFirst().seq()).isEqualTo(first.getFirst().seq());
    }

    @Test
    void tryingOutWritesNothing() {
        int id = profile();

        List<Result> results = batch.tryOut(List.of(row(id, new Act.OptOut(Switch.SMS), 5)));

        assertThat(results.getFirst().changed()).isTrue();
        assertThat(switches(id)).isEqualTo(OptOuts.none());
    }

    @Test
    void undoVoidsExactlyTheEntriesOfTheImport() {
        int first = profile();
        int second = profile();
        batchOf(List.of(row(first, new Act.OptOut(Switch.PUSH), 1)), IMPORT.incrementAndGet());
        apply(List.of(row(first, new Act.OptOut(Switch.SMS), 5), row(second, new Act.OptOut(Switch.ALL), 6),
                row(second, new Act.OptOut(Switch.FAX), 7)));

        long before = voids();
        ChoiceUndo.Step one = step(0);
        ChoiceUndo.Step two = step(one.last());
        step(0);

        assertThat(voids() - before).isEqualTo(3);
        assertThat(one.more()).isTrue();
        assertThat(two.more()).isFalse();
        assertThat(switches(first).on()).containsExactly(Switch.PUSH);
        assertThat(switches(second)).isEqualTo(OptOuts.none());
    }

    @Test
    void anUndoneImportCanBeImportedAgain() {
        int id = profile();
        List<ChoiceRow> rows = List.of(row(id, new Act.OptOut(Switch.SMS), 5));
        Result first = apply(rows).getFirst();
        step(0);

        Result again = batchOf(rows, IMPORT.incrementAndGet()).getFirst();

        assertThat(again.recorded()).isTrue();
        assertThat(again.seq()).isGreaterThan(first.seq());
        assertThat(switches(id).on()).containsExactly(Switch.SMS);
    }

    @Test
    void tenThousandRowsAreTakenAtOnce() {
        String prefix = TestServer.unique("many");
        List<String> keys = IntStream.range(0, 10_000).mapToObj(i -> prefix + "-" + i).toList();
        Map<String, ProfileRef> profiles = create(keys);
        List<ChoiceRow> rows = new ArrayList<>();
        keys.forEach(key -> rows.add(row(id(profiles, key), new Act.OptOut(Switch.EMAIL), 1)));

        List<Result> results = apply(rows);

        assertThat(results).hasSize(10_000).allMatch(Result::changed);
        assertThat(results).extracting(Result::seq).isSorted().doesNotHaveDuplicates();
        int last = id(profiles, keys.getLast());
        assertThat(Objects.requireNonNull(switches(last).switches().get(Switch.EMAIL)).seq())
                .isEqualTo(results.getLast().seq());
    }

    private static long voids() {
        return TestServer.bean(JdbcClient.class).sql("select count(*) from voids").query(Long.class).single();
    }

    private ChoiceUndo.Step step(long after) {
        return Objects.requireNonNull(
                transaction.execute(_ -> undo.next(importId, after, 2, Actor.SYSTEM, "wrong file")));
    }

    private List<Result> apply(List<ChoiceRow> rows) {
        return batchOf(rows, importId);
    }

    private List<Result> batchOf(List<ChoiceRow> rows, long ofImport) {
        return Objects.requireNonNull(transaction.execute(_ -> batch.apply(rows, Actor.SYSTEM, ofImport)));
    }

    private Map<String, ProfileRef> create(List<String> keys) {
        return Objects.requireNonNull(
                transaction.execute(_ -> creation.create(keys, Actor.SYSTEM, Source.IMPORT, importId)));
    }

    private int profile() {
        String key = TestServer.unique("batch");
        return id(create(List.of(key)), key);
    }

    private OptOuts switches(int id) {
        return optOuts.of(Set.of(id)).getOrDefault(id, OptOuts.none());
    }

    private ChoiceRow row(int id, Act act, int seconds) {
        return new ChoiceRow(id, act, start.plusSeconds(seconds), Source.IMPORT, "test",
                JsonNodeFactory.instance.objectNode());
    }

    private static int id(Map<String, ProfileRef> profiles, String key) {
        return Objects.requireNonNull(profiles.get(key)).id();
    }
}
