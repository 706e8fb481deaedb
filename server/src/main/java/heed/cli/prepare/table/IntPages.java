package heed.cli.prepare.table;

import java.util.Arrays;

/// A list of numbers that grows without copying: four bytes each. Not for several threads.
public final class IntPages {

    private static final int BITS = 16;

    private static final int MASK = (1 << BITS) - 1;

    private int[][] pages = new int[16][];

    private int size;

    public void add(int value) {
        int page = size >>> BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, pages.length * 2);
        }
        if ((size & MASK) == 0) {
            pages[page] = new int[1 << BITS];
        }
        pages[page][size & MASK] = value;
        size++;
    }

    public int get(int index) {
        return pages[index >>> BITS][index & MASK];
    }

    public int size() {
        return size;
    }
}
