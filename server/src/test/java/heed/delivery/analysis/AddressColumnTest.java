package heed.delivery.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

class AddressColumnTest {

    @Test
    void aCopyAndItsOriginalDoNotReachEachOther() {
        AddressColumn column = new AddressColumn();
        column.set(5, 50);
        column.set(5_000, 51);

        AddressColumn copy = column.copy();
        column.set(5, 60);
        column.markSharing(5, true);
        copy.set(5_000, 0);

        assertThat(copy.address(5)).isEqualTo(50);
        assertThat(copy.sharing().isEmpty()).isTrue();
        assertThat(column.address(5_000)).isEqualTo(51);
        assertThat(column.holders()).isEqualTo(RoaringBitmap.bitmapOf(5, 5_000));
        assertThat(copy.holders()).isEqualTo(RoaringBitmap.bitmapOf(5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void manyPutAreFoundLikeOneByOneSet(long seed) {
        Random random = new Random(seed);
        AddressColumn one = new AddressColumn();
        AddressColumn many = new AddressColumn();
        for (int i = 0; i < 20_000; i++) {
            int profile = 1 + random.nextInt(100_000);
            int address = random.nextInt(30_000);
            one.set(profile, address);
            many.put(profile, address);
        }
        many.findHolders();
        one.findSharing();
        many.findSharing();

        assertThat(many.sameAs(one)).as("seed %d", seed).isTrue();
        RoaringBitmap some = RoaringBitmap.bitmapOfRange(100, seed == 1 ? 200 : 20_000);
        RoaringBitmap expected = new RoaringBitmap();
        one.holders().forEach((IntConsumer) profile -> {
            if (some.contains(one.address(profile))) {
                expected.add(profile);
            }
        });
        assertThat(many.whoHas(some)).as("seed %d", seed).isEqualTo(expected);
    }
}
