package heed.delivery.analysis.index;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What the ledger's new entries name: what a catch-up must read again.
final class Touched {
    /// Beyond this many touched profiles, and this share of all, everything is read anew: it is faster.
    private static final int MANY = 200_000;
    private static final int SHARE = 4;

    final RoaringBitmap profiles = new RoaringBitmap();
    final RoaringBitmap addresses = new RoaringBitmap();
    final Set<Integer> services = new TreeSet<>();
    boolean domains;
    /// The highest sequence among them, 0 when there are none.
    long highest;

    /// Takes what one entry names. An entry about a service and a profile touches the profile only; one about the
    /// service alone the whole service.
    void add(long seq, String kind, Ids profiles, Ids addresses, int service) {
        highest = Math.max(highest, seq);
        domains |= kind.startsWith("excluded_domain");
        profiles.addTo(this.profiles);
        addresses.addTo(this.addresses);
        if (service != 0 && profiles.none()) {
            services.add(service);
        }
    }

    /// Whether it is faster to read everything anew.
    boolean isMuchOf(RoaringBitmap all) {
        long many = profiles.getLongCardinality() + addresses.getLongCardinality();
        return many > MANY && many > all.getLongCardinality() / SHARE;
    }

    /// One id, 0 for none, and a batch of them.
    record Ids(int one, @Nullable RoaringBitmap batch) {

        boolean none() {
            return one == 0 && batch == null;
        }

        void addTo(RoaringBitmap all) {
            if (one != 0) {
                all.add(one);
            }
            if (batch != null) {
                all.or(batch);
            }
        }
    }
}
