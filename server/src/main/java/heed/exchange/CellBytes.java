package heed.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The text of a cell as it stands in its row: UTF-8, not copied. For files of millions of rows, where a `String` a
/// cell would cost more than all the rest.
///
/// Nobody changes the bytes. Has no equality: compare with [#holds].
public final class CellBytes {

    private final byte[] bytes;

    private final int from;

    private final int to;

    /// A text that stands among other things.
    ///
    /// @param from its first byte
    /// @param to behind its last byte
    public CellBytes(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /// The bytes of a text.
    public static CellBytes of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new CellBytes(bytes, 0, bytes.length);
    }

    /// Where it stands, among other things. Not a copy: callers must not change it.
    public byte[] bytes() {
        return bytes;
    }

    /// Its first byte.
    public int from() {
        return from;
    }

    /// Behind its last byte.
    public int to() {
        return to;
    }

    /// How many bytes.
    public int length() {
        return to - from;
    }

    /// The same as a `String`.
    public String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /// Do the same bytes stand at this place of another array?
    public boolean holds(byte[] other, int otherFrom, int otherTo) {
        return Arrays.equals(bytes, from, to, other, otherFrom, otherTo);
    }

    /// Masked: a cell may be an address.
    @Override
    public String toString() {
        return "CellBytes[" + length() + "]";
    }
}
