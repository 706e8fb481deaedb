package heed.link;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// What of a token is signed: a byte that says what the link is for and which numbers follow, then those numbers.
///
/// ```
/// bit  7 6 5      4        3         2     1        0
///      purpose    profile  delivery  page  service  request
/// ```
///
/// The first bit of a number says how long it is: of the ints two bytes or four, of the longs four or eight. So that the
/// longest link there can be takes 29 bytes, with its signature 44, in base64url 59 characters.
final class LinkBytes {

    /// Of the longest.
    static final int MOST = 1 + 3 * Integer.BYTES + 2 * Long.BYTES;

    private static final int PROFILE = 1 << 4;
    private static final int DELIVERY = 1 << 3;
    private static final int PAGE = 1 << 2;
    private static final int SERVICE = 1 << 1;
    private static final int REQUEST = 1;
    private static final int PURPOSE_BITS = 5;

    private LinkBytes() {
    }

    static byte[] of(Link link) {
        ByteBuffer out = ByteBuffer.allocate(MOST);
        out.put((byte) (link.purpose().code() << PURPOSE_BITS | bit(PROFILE, link.profile())
                | bit(DELIVERY, link.delivery()) | bit(PAGE, link.page()) | bit(SERVICE, link.service())
                | bit(REQUEST, link.request())));
        putInt(link.profile(), out);
        putLong(link.delivery(), out);
        putInt(link.page(), out);
        putInt(link.service(), out);
        putLong(link.request(), out);
        return Arrays.copyOf(out.array(), out.position());
    }

    /// The link, empty where these bytes are not exactly those of one.
    static Optional<Link> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int head = in.get();
            Optional<Link> link = Purpose.ofCode((head & 0xff) >> PURPOSE_BITS)
                    .map(purpose -> new Link(purpose, getInt(head & PROFILE, in), getLong(head & DELIVERY, in),
                            getInt(head & PAGE, in), getInt(head & SERVICE, in), getLong(head & REQUEST, in)));
            return link.filter(read -> Arrays.equals(of(read), bytes));
        } catch (BufferUnderflowException tooShort) {
            return Optional.empty();
        }
    }

    private static int bit(int bit, long value) {
        return value == 0 ? 0 : bit;
    }

    private static void putInt(int value, ByteBuffer out) {
        if (value > Short.MAX_VALUE) {
            out.putInt(value | Integer.MIN_VALUE);
        } else if (value != 0) {
            out.putShort((short) value);
        }
    }

    private static void putLong(long value, ByteBuffer out) {
        if (value > Integer.MAX_VALUE) {
            out.putLong(value | Long.MIN_VALUE);
        } else if (value != 0) {
            out.putInt((int) value);
        }
    }

    private static int getInt(int there, ByteBuffer in) {
        if (there == 0) {
            return 0;
        }
        return isLong(in) ? in.getInt() & Integer.MAX_VALUE : in.getShort();
    }

    private static long getLong(int there, ByteBuffer in) {
        if (there == 0) {
            return 0;
        }
        return isLong(in) ? in.getLong() & Long.MAX_VALUE : in.getInt();
    }

    private static boolean isLong(ByteBuffer in) {
        return in.hasRemaining() && in.get(in.position()) < 0;
    }
}
