package heed.delivery.analysis.index;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/// When subscriptions end: `(until, profile id)` in order of time, so that who has ended at a moment is a prefix.
///
/// Times are microseconds since 2000-01-01, as PostgreSQL sends them. Twelve bytes an end.
final class Ends {
    private long[] untils = new long[8];
    private int[] profiles = new int[8];
    private int size;

    /// Adds an end anywhere; call [#sort] after the last one.
    void add(long until, int profile) {
        if (size == untils.length) {
            resize(size * 2);
        }
        untils[size] = until;
        profiles[size++] = profile;
    }

    /// Those whose end has come at the moment: an end exactly then has come.
    RoaringBitmap passed(long moment) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (untils[middle] <= moment) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return RoaringBitmap.bitmapOfUnordered(Arrays.copyOf(profiles, from));
    }

    /// Replaces the ends of the touched profiles by the fresh ones.
    void patch(RoaringBitmap touched, Ends fresh) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!touched.contains(profiles[i])) {
                untils[kept] = untils[i];
                profiles[kept++] = profiles[i];
            }
        }
        size = kept;
        for (int i = 0; i < fresh.size; i++) {
            add(fresh.untils[i], fresh.profiles[i]);
        }
        sort();
    }

    /// Merge sort of the two arrays side by side, by time, then by id.
    void sort() {
        Ends other = new Ends();
        other.resize(Math.max(size, 1));
        resize(Math.max(size, 1));
        for (int width = 1; width < size; width *= 2) {
            for (int from = 0; from < size; from += 2 * width) {
                merge(from, Math.min(from + width, size), Math.min(from + 2 * width, size), other);
            }
            long[] sortedUntils = other.untils;
            int[] sortedProfiles = other.profiles;
            other.untils = untils;
            other.profiles = profiles;
            untils = sortedUntils;
            profiles = sortedProfiles;
        }
    }

    boolean sameAs(Ends other) {
        return size == other.size && Arrays.equals(untils, 0, size, other.untils, 0, size)
                && Arrays.equals(profiles, 0, size, other.profiles, 0, size);
    }

    private void merge(int from, int middle, int to, Ends into) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = left < middle && (right >= to || !before(right, left));
            int next = takeLeft ? left++ : right++;
            into.untils[i] = untils[next];
            into.profiles[i] = profiles[next];
        }
    }

    private boolean before(int a, int b) {
        return untils[a] < untils[b] || (untils[a] == untils[b] && profiles[a] < profiles[b]);
    }

    private void resize(int length) {
        untils = Arrays.copyOf(untils, length);
        profiles = Arrays.copyOf(profiles, length);
    }
}
