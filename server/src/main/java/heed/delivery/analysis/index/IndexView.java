package heed.delivery.analysis.index;

import heed.delivery.analysis.FactSets;
import heed.rules.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What a question to [ProfileIndex] sees: the index standing still. Valid only inside the question.
public final class IndexView {
    private final Standing standing;

    IndexView(Standing standing) {
        this.standing = standing;
    }

    /// Where the index stands.
    public Position position() {
        return standing.position();
    }

    /// The facts for a channel, a service (null: the delivery names none) and a moment.
    public FactSets facts(Channel channel, @Nullable Integer service, Instant moment) {
        return standing.data().facts(channel, service, moment);
    }

    /// The id of the address that a delivery uses, 0 for who has none on the channel.
    public int firstAddress(Channel channel, int profile) {
        return standing.data().channel(channel).addresses().address(profile);
    }

    /// Everybody who may be in an audience. Not a copy.
    public RoaringBitmap living() {
        return standing.data().living;
    }

    /// Everybody who ever had a subscription to the service.
    public RoaringBitmap everSubscribed(int service) {
        return standing.data().everSubscribed(service);
    }
}
