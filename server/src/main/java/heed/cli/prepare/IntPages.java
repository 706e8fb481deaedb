package heed.cli.prepare;

import java.util.Arrays;

/// A list of numbers that grows without copying: four bytes each. Not for several threads.
final class IntPages {

    private static final int BITS = 16;

    private static final int MASK = (1 << BITS) - 1;

    private int[][] pages = new int[16][];

    private int size;

    void add(int value) {
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

    int get(int index) {
        return pages[index >>> BITS][index & MASK];
    }

    int size() {
        return size;
    }

    /// The index of a value in a list that was filled in ascending order; negative when it is not there.
    int indexOf(int value) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = get(middle);
            if (found == value) {
                return middle;
            }
            if (found < value) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
