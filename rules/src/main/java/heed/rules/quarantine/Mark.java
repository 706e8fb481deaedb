package heed.rules.quarantine;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A reason of its own not to use an address; any mark makes it `denylisted` (semantics §2). Marks are independent
/// of each other and of the errors: clearing one leaves the rest.
///
/// Codes and bits are stored: they are added, never changed.
public enum Mark {
    /// Its reader reported a message as spam.
    COMPLAINT("complaint", 1),
    /// Its owner sent STOP; START clears it.
    STOP("stop", 2),
    /// One or more of its owners opted out with scope `address`; kept for each of them.
    OPT_OUT("opt_out", 4),
    /// An operator decided so.
    MANUAL("manual", 8);

    private final String code;
    private final int bit;

    Mark(String code, int bit) {
        this.code = code;
        this.bit = bit;
    }

    /// The code in the API.
    public String code() {
        return code;
    }

    /// The bit in the database's set of marks.
    public int bit() {
        return bit;
    }

    /// The mark of a code; empty for anything else.
    public static Optional<Mark> ofCode(String code) {
        return Arrays.stream(values()).filter(mark -> mark.code.equals(code)).findFirst();
    }

    /// The marks whose bits are set, in order.
    public static Set<Mark> ofBits(int bits) {
        EnumSet<Mark> marks = EnumSet.allOf(Mark.class);
        marks.removeIf(mark -> (bits & mark.bit) == 0);
        return Collections.unmodifiableSet(marks);
    }

    /// The set of bits of these marks.
    public static int bits(Set<Mark> marks) {
        return marks.stream().mapToInt(Mark::bit).reduce(0, (left, right) -> left | right);
    }
}
