package heed.delivery.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class EndsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void afterAnyPatchesThePassedAreThoseOfAPlainMap(long seed) {
        Random random = new Random(seed);
        int people = random.nextBoolean() ? 50 : 60_000;
        long span = 1L << (1 + random.nextInt(50));
        Map<Integer, Long> expected = new HashMap<>();
        Ends ends = new Ends();
        for (int profile = 1; profile <= people; profile += 1 + random.nextInt(3)) {
            add(ends, expected, profile, random.nextLong(span) - span / 2);
        }
        ends.sort();
        for (int round = 0; round < 30; round++) {
            patch(ends, expected, random, people, span);
            Ends copy = ends.copy();
            long moment = random.nextLong(span) - span / 2;
            assertThat(ends.passed(moment)).as("seed %d round %d", seed, round).isEqualTo(passed(expected, moment));
            assertThat(copy.sameAs(ends)).isTrue();
        }
        assertThat(built(expected).sameAs(ends)).as("seed %d", seed).isTrue();
    }

    private static void patch(Ends ends, Map<Integer, Long> expected, Random random, int people, long span) {
        RoaringBitmap touched = new RoaringBitmap();
        Ends fresh = new Ends();
        for (int i = random.nextInt(people / 10); i >= 0; i--) {
            int profile = 1 + random.nextInt(people);
            if (touched.checkedAdd(profile)) {
                expected.remove(profile);
                if (random.nextBoolean()) {
                    add(fresh, expected, profile, random.nextLong(span) - span / 2);
                }
            }
        }
        fresh.sort();
        ends.patch(touched, fresh);
    }

    private static void add(Ends ends, Map<Integer, Long> expected, int profile, long until) {
        ends.add(until, profile);
        expected.put(profile, until);
    }

    private static Ends built(Map<Integer, Long> expected) {
        Ends ends = new Ends();
        expected.forEach((profile, until) -> ends.add(until, profile));
        ends.sort();
        return ends;
    }

    private static RoaringBitmap passed(Map<Integer, Long> expected, long moment) {
        RoaringBitmap passed = new RoaringBitmap();
        expected.forEach((profile, until) -> {
            if (until <= moment) {
                passed.add(profile);
            }
        });
        return passed;
    }
}
