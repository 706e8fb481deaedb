package heed.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import heed.benchmarks.Population.Subscribed;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The population has the shares that the table of figures is told for.
class PopulationTest {

    private static final int SIZE = 200_000;

    private static final Offset<Double> NEARLY = within(0.15);

    private final Population people = new Population(SIZE, 1, Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void everyPropertyHasItsShare() {
        assertThat(percent(id -> people.email(id) != 0)).isCloseTo(92, within(0.3));
        assertThat(percent(id -> !people.sms(id).isEmpty())).isCloseTo(40, within(0.4));
        assertThat(percent(people::optedOutOfAll)).isCloseTo(3, NEARLY);
        assertThat(percent(people::optedOutOfEmail)).isCloseTo(8, within(0.2));
        assertThat(percent(people::unconfirmed)).isCloseTo(1, NEARLY);
        assertThat(percent(id -> people.email(id) != 0 && people.quarantined(people.email(id)))).isCloseTo(2, NEARLY);
        assertThat(percent(id -> people.email(id) != 0 && people.denylisted(people.email(id)))).isCloseTo(0.5, NEARLY);
        assertThat(percent(id -> people.email(id) != 0 && people.domainExcluded(people.email(id)))).isCloseTo(1,
                NEARLY);
        assertThat(percent(id -> people.subscribed(id) != Subscribed.NEVER)).isCloseTo(30, within(0.4));
    }

    @Test
    void fourOfAHundredShareTheirAddress() {
        Map<Integer, Long> users = IntStream.rangeClosed(1, SIZE).map(people::email).filter(owner -> owner != 0).boxed()
                .collect(Collectors.groupingBy(owner -> owner, Collectors.counting()));

        assertThat(percent(id -> users.getOrDefault(people.email(id), 0L) > 1)).isCloseTo(4, within(0.2));
    }

    @Test
    void keysAddressesAndNumbersAreTheirOwnersAlone() {
        Set<String> texts = new HashSet<>();
        long numbers = IntStream.rangeClosed(1, SIZE).filter(id -> !people.sms(id).isEmpty()).count();

        for (int id = 1; id <= SIZE; id++) {
            texts.addAll(List.of(people.key(id), people.address(id), people.sms(id)));
        }

        texts.remove("");
        assertThat(texts).hasSize(Math.toIntExact(2L * SIZE + numbers));
    }

    private static double percent(IntPredicate property) {
        return 100.0 * IntStream.rangeClosed(1, SIZE).filter(property).count() / SIZE;
    }
}
