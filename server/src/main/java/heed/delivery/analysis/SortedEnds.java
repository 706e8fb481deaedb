package heed.delivery.analysis;

import java.io.IOException;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/// Ends in order of time, then of profile; never changed, so that copies share it.
final class SortedEnds {
    static final SortedEnds NONE = new SortedEnds(new long[0], new int[0]);

    private final long[] untils;
    private final int[] profiles;
    /// Who had ended when last asked: questions come with moments close to each other.
    private volatile Prefix prefix = new Prefix(0, new RoaringBitmap());

    private record Prefix(int length, RoaringBitmap who) {}

    SortedEnds(long[] untils, int[] profiles) {
        this.untils = untils;
        this.profiles = profiles;
    }

    int size() {
        return profiles.length;
    }

    /// Those whose end has come at the moment. A copy.
    RoaringBitmap passed(long moment) {
        int length = passedBefore(moment);
        Prefix last = prefix;
        if (last.length != length) {
            last = new Prefix(length, moved(last, length));
            prefix = last;
        }
        return last.who.clone();
    }

    /// Those of the first whose profile is not gone, and all of the second.
    static SortedEnds merge(SortedEnds first, RoaringBitmap gone, SortedEnds second) {
        if (gone.isEmpty() && second.size() == 0) {
            return first;
        }
        SortedEndsBuilder merged = new SortedEndsBuilder();
        int next = 0;
        for (int i = 0; i < first.size(); i++) {
            if (!gone.contains(first.profiles[i])) {
                for (; next < second.size() && second.before(next, first, i); next++) {
                    merged.add(second.untils[next], second.profiles[next]);
                }
                merged.add(first.untils[i], first.profiles[i]);
            }
        }
        for (; next < second.size(); next++) {
            merged.add(second.untils[next], second.profiles[next]);
        }
        return merged.asTheyAre();
    }

    void writeTo(SnapshotOut out) throws IOException {
        out.putLongs(untils);
        out.putInts(profiles);
    }

    static SortedEnds readFrom(SnapshotIn in) throws IOException {
        return new SortedEnds(in.longs(), in.ints());
    }

    boolean sameAs(SortedEnds other) {
        return Arrays.equals(untils, other.untils) && Arrays.equals(profiles, other.profiles);
    }

    private boolean before(int mine, SortedEnds other, int others) {
        return untils[mine] < other.untils[others]
                || (untils[mine] == other.untils[others] && profiles[mine] < other.profiles[others]);
    }

    private RoaringBitmap moved(Prefix last, int length) {
        int from = Math.min(last.length, length);
        int to = Math.max(last.length, length);
        if (length < to - from) {
            return RoaringBitmap.bitmapOfUnordered(Arrays.copyOf(profiles, length));
        }
        RoaringBitmap between = RoaringBitmap.bitmapOfUnordered(Arrays.copyOfRange(profiles, from, to));
        RoaringBitmap who = last.who.clone();
        if (length > last.length) {
            who.or(between);
        } else {
            who.andNot(between);
        }
        return who;
    }

    private int passedBefore(long moment) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (untils[middle] <= moment) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
