package heed.delivery.analysis;

import java.util.Arrays;

/// Collects ends that [SortedEnds] then keeps.
final class SortedEndsBuilder {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private long[] untils = new long[8];
    private int[] profiles = new int[8];
    private int size;

    void add(long until, int profile) {
        if (size == untils.length) {
            untils = Arrays.copyOf(untils, size * 2);
            profiles = Arrays.copyOf(profiles, size * 2);
        }
        untils[size] = until;
        profiles[size++] = profile;
    }

    /// They were added in order.
    SortedEnds asTheyAre() {
        return new SortedEnds(Arrays.copyOf(untils, size), Arrays.copyOf(profiles, size));
    }

    /// They were added in any order: radix sort by time from the lowest digit up, then ends at one time by id.
    SortedEnds sorted() {
        long[] times = Arrays.copyOf(untils, size);
        int[] ids = Arrays.copyOf(profiles, size);
        long least = Arrays.stream(times).min().orElse(0);
        long range = Arrays.stream(times).max().orElse(0) - least;
        long[] otherTimes = new long[size];
        int[] otherIds = new int[size];
        for (int shift = 0; shift < Long.SIZE && range >>> shift != 0; shift += DIGIT_BITS) {
            distribute(times, ids, otherTimes, otherIds, least, shift);
            long[] sortedTimes = otherTimes;
            int[] sortedIds = otherIds;
            otherTimes = times;
            otherIds = ids;
            times = sortedTimes;
            ids = sortedIds;
        }
        sortIds(times, ids);
        return new SortedEnds(times, ids);
    }

    private static void distribute(long[] times, int[] ids, long[] toTimes, int[] toIds, long least, int shift) {
        int[] places = new int[DIGITS + 1];
        for (long time : times) {
            places[digit(time, least, shift) + 1]++;
        }
        Arrays.parallelPrefix(places, Integer::sum);
        for (int i = 0; i < times.length; i++) {
            int place = places[digit(times[i], least, shift)]++;
            toTimes[place] = times[i];
            toIds[place] = ids[i];
        }
    }

    private static int digit(long time, long least, int shift) {
        return (int) ((time - least) >>> shift) & (DIGITS - 1);
    }

    private static void sortIds(long[] times, int[] ids) {
        int from = 0;
        for (int i = 1; i <= ids.length; i++) {
            if (i == ids.length || times[i] != times[from]) {
                Arrays.sort(ids, from, i);
                from = i;
            }
        }
    }
}
