package heed.cli.prepare.table;

import heed.exchange.CellBytes;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Different texts, numbered from 1 in the order they came; finds the number of a text.
///
/// Open addressing with linear probing. A slot holds the number and half of the hash, so that growing reads no
/// text; the texts themselves are compared, always. Not for several threads.
public final class TextTable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final ByteArena arena = new ByteArena();

    private final IntPages places = new IntPages();

    private long[] slots = new long[1 << 12];

    /// How many texts there are: the highest number.
    public int size() {
        return places.size();
    }

    /// The number of a text; 0 when it is not there.
    public int find(CellBytes text) {
        return (int) slots[slot(text, hash(text))];
    }

    /// The number of a text, which is kept if it is new: then the number is the new [#size].
    public int put(CellBytes text) {
        long hash = hash(text);
        int slot = slot(text, hash);
        if (slots[slot] == 0) {
            places.add(arena.add(text));
            slots[slot] = (hash & ~0xFFFFFFFFL) | places.size();
            if (places.size() > slots.length / 8 * 5) {
                grow();
            }
            return places.size();
        }
        return (int) slots[slot];
    }

    public CellBytes text(int number) {
        return arena.text(places.get(number - 1));
    }

    public void writeCell(int number, CsvOut out) throws IOException {
        arena.writeCell(places.get(number - 1), out);
    }

    private int slot(CellBytes text, long hash) {
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != 0 && !isText(slots[slot], text, hash)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isText(long slot, CellBytes text, long hash) {
        return slot >>> 32 == hash >>> 32 && arena.holds(places.get((int) slot - 1), text);
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        int mask = slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    private static long hash(CellBytes text) {
        byte[] bytes = text.bytes();
        long hash = text.length() * MIX;
        int i = text.from();
        for (; i + 8 <= text.to(); i += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
            hash ^= hash >>> 29;
        }
        for (; i < text.to(); i++) {
            hash = (hash ^ bytes[i]) * MIX;
        }
        hash ^= hash >>> 32;
        hash *= MIX;
        return hash ^ hash >>> 29;
    }
}
