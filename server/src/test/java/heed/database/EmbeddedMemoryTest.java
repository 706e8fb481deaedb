package heed.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddedMemoryTest {

    @Test
    void buffersGrowWithTheMachineWithinBounds() {
        assertThat(sizes(512)).isEqualTo("128MB 192MB 64MB");
        assertThat(sizes(2_048)).isEqualTo("512MB 768MB 64MB");
        assertThat(sizes(8_192)).isEqualTo("2048MB 3072MB 256MB");
        assertThat(sizes(256_000)).isEqualTo("8192MB 96000MB 512MB");
    }

    @Test
    void thisMachineHasMemory() {
        assertThat(EmbeddedMemory.ofThisMachine().megabytes()).isPositive();
    }

    private static String sizes(long megabytes) {
        EmbeddedMemory memory = new EmbeddedMemory(megabytes);
        return memory.sharedBuffers() + " " + memory.cache() + " " + memory.maintenance();
    }
}
