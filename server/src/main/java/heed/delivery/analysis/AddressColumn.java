package heed.delivery.analysis;

import java.util.Arrays;
import java.util.BitSet;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/// The first address of every profile on one channel, and which profiles share theirs with another one.
///
/// Four bytes a profile in pages of 65,536, so that growing copies nothing. Ids are positive. Not safe for
/// concurrent changes; reading is safe while nobody changes it.
public final class AddressColumn {
    private static final int PAGE_BITS = 16;
    private static final int PAGE = 1 << PAGE_BITS;

    private int[][] pages = new int[16][];
    private final RoaringBitmap holders = new RoaringBitmap();
    private final RoaringBitmap sharing = new RoaringBitmap();

    /// The id of the profile's first address, 0 when it has none.
    public int address(int profile) {
        int page = profile >>> PAGE_BITS;
        return page < pages.length && pages[page] != null ? pages[page][profile & (PAGE - 1)] : 0;
    }

    /// Sets the profile's first address; 0 takes it away. Who shares stays as it was: see [#findSharing] and
    /// [#markSharing].
    public void set(int profile, int address) {
        page(profile >>> PAGE_BITS)[profile & (PAGE - 1)] = address;
        if (address == 0) {
            holders.remove(profile);
        } else {
            holders.add(profile);
        }
    }

    /// The profiles with an address. Not a copy: callers must not change it.
    public RoaringBitmap holders() {
        return holders;
    }

    /// The profiles whose first address is the first address of another profile too. Not a copy: callers must not
    /// change it.
    public RoaringBitmap sharing() {
        return sharing;
    }

    /// Finds anew, over everybody, who shares an address: call it after the last [#set] of a load.
    public void findSharing() {
        BitSet once = new BitSet();
        BitSet twice = new BitSet();
        holders.forEach((IntConsumer) profile -> {
            int address = address(profile);
            if (once.get(address)) {
                twice.set(address);
            } else {
                once.set(address);
            }
        });
        sharing.clear();
        if (!twice.isEmpty()) {
            holders.forEach((IntConsumer) profile -> {
                if (twice.get(address(profile))) {
                    sharing.add(profile);
                }
            });
        }
    }

    /// Says of one profile whether it shares its address; for a catch-up, which knows exactly whom it concerns.
    public void markSharing(int profile, boolean shares) {
        if (shares) {
            sharing.add(profile);
        } else {
            sharing.remove(profile);
        }
    }

    /// Two columns are the same when they answer the same: for tests.
    public boolean sameAs(AddressColumn other) {
        if (!holders.equals(other.holders) || !sharing.equals(other.sharing)) {
            return false;
        }
        for (int profile : holders.toArray()) {
            if (address(profile) != other.address(profile)) {
                return false;
            }
        }
        return true;
    }

    private int[] page(int page) {
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
        }
        if (pages[page] == null) {
            pages[page] = new int[PAGE];
        }
        return pages[page];
    }
}
