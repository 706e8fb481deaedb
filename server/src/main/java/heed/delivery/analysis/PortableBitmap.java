package heed.delivery.analysis;

import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/// How a bitmap is stored: the portable Roaring format, the same bytes for the same members.
public final class PortableBitmap {
    private PortableBitmap() {
    }

    /// The bytes of the members, whatever the bitmap went through before.
    public static byte[] bytes(RoaringBitmap bitmap) {
        RoaringBitmap tight = bitmap.clone();
        tight.runOptimize();
        ByteBuffer buffer = ByteBuffer.allocate(tight.serializedSizeInBytes());
        tight.serialize(buffer);
        return buffer.array();
    }

    /// The bitmap of bytes that were stored.
    public static RoaringBitmap read(byte[] bytes) {
        return new ImmutableRoaringBitmap(ByteBuffer.wrap(bytes)).toRoaringBitmap();
    }
}
