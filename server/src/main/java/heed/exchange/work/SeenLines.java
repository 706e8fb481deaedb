package heed.exchange.work;

import java.util.Arrays;

/// In which line an import met a profile: 4 bytes a profile id, in pages made when they are needed.
/// One thread writes and reads.
public final class SeenLines {

    private static final int PAGE = 1 << 16;

    private int[][] pages = new int[16][];

    /// The line, or 0 where it was not met.
    public int lineOf(int id) {
        int page = id / PAGE;
        return page < pages.length && pages[page] != null ? pages[page][id % PAGE] : 0;
    }

    void put(int[] ids, int[] lines) {
        for (int i = 0; i < lines.length; i++) {
            page(ids[i] / PAGE)[ids[i] % PAGE] = lines[i];
        }
    }

    private int[] page(int number) {
        if (number >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length * 2));
        }
        if (pages[number] == null) {
            pages[number] = new int[PAGE];
        }
        return pages[number];
    }
}
