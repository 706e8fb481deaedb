package heed.cli.prepare;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Different texts, numbered from 1 in the order they came; finds the number of a text.
///
/// Open addressing with linear probing. A slot holds the number and half of the hash, so that growing reads no
/// text; the texts themselves are compared, always. Not for several threads.
final class TextTable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final ByteArena arena = new ByteArena();

    private final IntPages places = new IntPages();

    private long[] slots = new long[1 << 12];

    /// How many texts there are: the highest number.
    int size() {
        return places.size();
    }

    /// The number of a text; 0 when it is not there.
    int find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return (int) slots[slot(bytes, hash(bytes))];
    }

    /// The number of a text, which is kept if it is new: then the number is the new [#size].
    int put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long hash = hash(bytes);
        int slot = slot(bytes, hash);
        if (slots[slot] == 0) {
            places.add(arena.add(bytes));
            slots[slot] = (hash & ~0xFFFFFFFFL) | places.size();
            if (places.size() > slots.length / 8 * 5) {
                grow();
            }
            return places.size();
        }
        return (int) slots[slot];
    }

    String text(int number) {
        return arena.text(places.get(number - 1));
    }

    void writeCell(int number, OutputStream out) throws IOException {
        arena.writeCell(places.get(number - 1), out);
    }

    private int slot(byte[] text, long hash) {
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != 0 && !isText(slots[slot], text, hash)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isText(long slot, byte[] text, long hash) {
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

    private static long hash(byte[] text) {
        long hash = text.length * MIX;
        int i = 0;
        for (; i + 8 <= text.length; i += 8) {
            hash = (hash ^ (long) LONGS.get(text, i)) * MIX;
            hash ^= hash >>> 29;
        }
        for (; i < text.length; i++) {
            hash = (hash ^ text[i]) * MIX;
        }
        hash ^= hash >>> 32;
        hash *= MIX;
        return hash ^ hash >>> 29;
    }
}
