package heed.benchmarks;

/// Profiles 1 to `size` with their facts, the same ones every time: each fact is a function of the id, or of the
/// address where it is about the address.
///
/// @param size how many profiles
public record MadeUpPopulation(int size) {

    /// The profile's address, 0 for none. One in 25 has none, one in 20 has that of its neighbour.
    int address(int id) {
        int dice = dice(id, 1, 100);
        if (dice < 4) {
            return 0;
        }
        return dice < 9 && id > 1 ? id - 1 : id;
    }

    boolean optedOutOfAll(int id) {
        return dice(id, 2, 100) < 3;
    }

    boolean optedOutOfChannel(int id) {
        return dice(id, 3, 100) < 6;
    }

    boolean unconfirmed(int id) {
        return dice(id, 4, 100) < 1;
    }

    boolean denylisted(int id) {
        return address(id) != 0 && dice(address(id), 5, 1000) < 5;
    }

    boolean quarantined(int id) {
        return address(id) != 0 && !denylisted(id) && dice(address(id), 6, 100) < 2;
    }

    boolean domainExcluded(int id) {
        return address(id) != 0 && dice(address(id), 7, 100) < 5;
    }

    private static int dice(int id, int salt, int sides) {
        long mixed = (id * 0x9E3779B97F4A7C15L) ^ (salt * 0xC2B2AE3D27D4EB4FL);
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 32)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 29), sides);
    }
}
