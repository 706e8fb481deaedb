package heed.delivery.handoff;

/// What came back of a delivery, against what was handed off.
///
/// @param handedOff how many people it went to
/// @param bounced addresses with a hard error
/// @param complained addresses whose reader reported it as spam
public record Returned(long handedOff, long bounced, long complained) {

    /// G3: mailbox providers ask for fewer complaints than this, and block above the other.
    private static final double GOOD = 0.001;
    private static final double BAD = 0.003;

    /// How the complaint rate stands: `good` below 0.1 %, `warn` below 0.3 %, else `bad`.
    public String complaints() {
        double rate = handedOff == 0 ? 0 : (double) complained / handedOff;
        return rate < GOOD ? "good" : rate < BAD ? "warn" : "bad";
    }
}
