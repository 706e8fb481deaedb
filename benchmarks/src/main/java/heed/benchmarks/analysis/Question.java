package heed.benchmarks.analysis;

import heed.benchmarks.Population;
import java.time.Instant;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// What every side is asked: who of the audience is left for an e-mail of the one service, at a moment.
///
/// @param moment what subscriptions are judged at
/// @param modulus with `rest`: everybody is asked for but those whose id leaves this rest
/// @param rest 1 with the modulus 1: everybody
record Question(Instant moment, int modulus, int rest) {

    private static final long DAY = 86_400;
    private static final int MODULUS = 1009;

    /// Everybody; another moment for each number.
    static Question ofAll(Population people, int number) {
        return new Question(people.base().plusSeconds(2 * DAY + number * 1800L), 1, 1);
    }

    /// Nearly everybody, at another moment for each number, and each time others are left out.
    static Question ofMost(Population people, int number) {
        return new Question(ofAll(people, number).moment(), MODULUS, number % MODULUS);
    }

    /// The audience among the living.
    RoaringBitmap audience(RoaringBitmap living) {
        RoaringBitmap audience = living.clone();
        for (int id = rest; modulus > 1 && id <= living.last(); id += modulus) {
            audience.remove(id);
        }
        return audience;
    }

    /// What the statements of the other sides name.
    Map<String, Object> values() {
        return Map.of("moment", moment.getEpochSecond(), "modulus", modulus, "rest", rest);
    }
}
