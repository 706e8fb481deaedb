package heed.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkBytesTest {

    private static final List<Purpose> PURPOSES = List.of(Purpose.values());
    private static final int[] INTS = {0, 1, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, Integer.MAX_VALUE};
    private static final long[] LONGS = {0, 1, 128, 32_768, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, 1L << 40,
            Long.MAX_VALUE};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyLinkReadsBackAsItWas(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            Link link = new Link(PURPOSES.get(random.nextInt(PURPOSES.size())),
                    INTS[random.nextInt(INTS.length)], LONGS[random.nextInt(LONGS.length)],
                    INTS[random.nextInt(INTS.length)], INTS[random.nextInt(INTS.length)],
                    LONGS[random.nextInt(LONGS.length)]);

            assertThat(LinkBytes.read(LinkBytes.of(link))).as("%s, seed %d", link, seed).contains(link);
        }
    }

    @Test
    void theLongestTokenHasLessThanSixtyCharacters() {
        byte[] longest = LinkBytes.of(new Link(Purpose.RETURN_PATH, Integer.MAX_VALUE, Long.MAX_VALUE,
                Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE));

        assertThat(longest).hasSize(LinkBytes.MOST);
        assertThat(characters(longest)).isEqualTo(59);
    }

    @Test
    void theLongestUnsubscribeTokenFitsBehindTheNameOfAMailbox() {
        byte[] longest = LinkBytes.of(Link.unsubscribe(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 7));

        assertThat("unsubscribe+".length() + characters(longest)).isLessThanOrEqualTo(64);
    }

    @Test
    void bytesThatNoLinkHasAreNone() {
        byte[] good = LinkBytes.of(Link.unsubscribe(5, 6, 7, 1));

        for (int length = 0; length < good.length; length++) {
            assertThat(LinkBytes.read(Arrays.copyOf(good, length))).as("%d bytes", length).isEmpty();
        }
        assertThat(LinkBytes.read(Arrays.copyOf(good, good.length + 1))).isEmpty();
        assertThat(LinkBytes.read(new byte[]{0})).isEmpty();
        assertThat(LinkBytes.read(new byte[]{(byte) 0xe0})).isEmpty();
        // A number that is written longer than it needs to be.
        assertThat(LinkBytes.read(new byte[]{0x30, (byte) 0x80, 0, 0, 5})).isEmpty();
        assertThat(LinkBytes.read(new byte[]{0x30, 0, 5})).isPresent();
        // One that says a number follows, which is none.
        assertThat(LinkBytes.read(new byte[]{0x30, 0, 0})).isEmpty();
    }

    @Test
    void idsAreNotNegative() {
        assertThatThrownBy(() -> Link.unsubscribe(-1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int characters(byte[] bytes) {
        return ((bytes.length + LinkKeys.SIGNATURE) * 4 + 2) / 3;
    }
}
