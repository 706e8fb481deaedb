package heed.delivery.analysis;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/// The first address of every profile on one channel, and which profiles share theirs with another one.
///
/// Four bytes a profile in pages of 1,024, so that growing copies nothing, a few profiles take little, and a copy
/// shares the pages that nobody changes. Ids are positive. Not safe for concurrent changes; reading is safe while
/// nobody changes it.
public final class AddressColumn {
    /// Profiles in a page.
    public static final int PAGE = 1 << 10;

    private static final int PAGE_BITS = 10;
    private static final int FEW = 4_096;

    private int[][] pages = new int[16][];
    /// Which pages no copy shares: only these may be written to.
    private BitSet own = new BitSet();
    private RoaringBitmap holders = new RoaringBitmap();
    private final RoaringBitmap sharing = new RoaringBitmap();

    /// The id of the profile's first address, 0 when it has none.
    public int address(int profile) {
        int page = profile >>> PAGE_BITS;
        return page < pages.length && pages[page] != null ? pages[page][profile & (PAGE - 1)] : 0;
    }

    /// Sets the profile's first address; 0 takes it away. Who shares stays as it was: see [#findSharing] and
    /// [#markSharing].
    public void set(int profile, int address) {
        put(profile, address);
        if (address == 0) {
            holders.remove(profile);
        } else {
            holders.add(profile);
        }
    }

    /// As [#set], for very many: [#holders] is right after [#findHolders] only.
    public void put(int profile, int address) {
        writable(profile >>> PAGE_BITS)[profile & (PAGE - 1)] = address;
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

    /// The profiles whose first address is among these.
    public RoaringBitmap whoHas(RoaringBitmap addresses) {
        RoaringBitmapWriter<RoaringBitmap> found = RoaringBitmapWriter.writer().get();
        if (!addresses.isEmpty()) {
            IntPredicate among = addresses.getCardinality() < FEW ? addresses::contains : bits(addresses)::get;
            holders.forEach((IntConsumer) profile -> {
                if (among.test(address(profile))) {
                    found.add(profile);
                }
            });
        }
        return found.get();
    }

    /// Finds anew who has an address: call it after the last [#put].
    public void findHolders() {
        RoaringBitmapWriter<RoaringBitmap> found = RoaringBitmapWriter.writer().constantMemory().get();
        for (int page = 0; page < pages.length; page++) {
            int[] addresses = pages[page];
            for (int i = 0; addresses != null && i < PAGE; i++) {
                if (addresses[i] != 0) {
                    found.add(page * PAGE + i);
                }
            }
        }
        holders = found.get();
    }

    /// Finds anew, over everybody, who shares an address: call it after the last [#set] of a load.
    public void findSharing() {
        BitSet once = new BitSet();
        RoaringBitmap twice = new RoaringBitmap();
        holders.forEach((IntConsumer) profile -> {
            int address = address(profile);
            if (once.get(address)) {
                twice.add(address);
            } else {
                once.set(address);
            }
        });
        sharing.clear();
        sharing.or(whoHas(twice));
    }

    /// Says of one profile whether it shares its address; for a catch-up, which knows exactly whom it concerns.
    public void markSharing(int profile, boolean shares) {
        if (shares) {
            sharing.add(profile);
        } else {
            sharing.remove(profile);
        }
    }

    /// A copy that later changes of this column do not reach, nor the other way round. Readers may go on meanwhile.
    public AddressColumn copy() {
        AddressColumn copy = new AddressColumn();
        copy.pages = pages.clone();
        own = new BitSet();
        copy.holders = holders.clone();
        copy.sharing.or(sharing);
        return copy;
    }

    /// Gives back memory that the bitmaps hold ready for growth: call it after a load.
    public void trim() {
        holders.runOptimize();
        holders.trim();
        sharing.trim();
    }

    /// How many pages there may be: profiles have ids below `pageCount() * PAGE`.
    public int pageCount() {
        return pages.length;
    }

    /// The addresses of profiles `page * PAGE` and following, null when none of them has one. Not a copy.
    public int @Nullable [] page(int page) {
        return pages[page];
    }

    /// Puts back what a [#page] was; takes the array.
    public void restore(int page, int[] addresses) {
        grow(page);
        pages[page] = addresses;
        own.set(page);
    }

    /// Puts back what [#holders] and [#sharing] were.
    public void restore(RoaringBitmap holding, RoaringBitmap shared) {
        holders = holding;
        sharing.clear();
        sharing.or(shared);
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

    private void grow(int page) {
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
        }
    }

    private int[] writable(int page) {
        grow(page);
        if (!own.get(page)) {
            pages[page] = pages[page] == null ? new int[PAGE] : pages[page].clone();
            own.set(page);
        }
        return pages[page];
    }

    private static BitSet bits(RoaringBitmap members) {
        BitSet bits = new BitSet(members.last() + 1);
        members.forEach((IntConsumer) bits::set);
        return bits;
    }
}
