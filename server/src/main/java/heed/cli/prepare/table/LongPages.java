package heed.cli.prepare.table;

/// A list of large numbers that grows without copying: eight bytes each. Not for several threads.
public final class LongPages {

    private final IntPages high = new IntPages();

    private final IntPages low = new IntPages();

    public void add(long value) {
        high.add((int) (value >>> 32));
        low.add((int) value);
    }

    public long get(int index) {
        return ((long) high.get(index) << 32) | (low.get(index) & 0xFFFFFFFFL);
    }
}
