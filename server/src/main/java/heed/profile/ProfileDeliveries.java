package heed.profile;

import heed.rules.Cause;
import heed.rules.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was handed off for people, and what was withheld just before, for those who show profiles; the module that knows
/// it is above this one.
public interface ProfileDeliveries {

    /// What left for any of these profiles, or was withheld, below that place: newest first, at most so many.
    List<Delivered> page(Collection<Integer> profileIds, Place below, int limit);

    /// Where it stands in the order: the later, then the higher ids, come first.
    ///
    /// @param at when the chunk began in which it left, or was withheld
    /// @param delivery the delivery
    /// @param profileId the profile, one of those merged into each other
    record Place(Instant at, long delivery, int profileId) {

        /// Above every other.
        public static final Place FIRST = new Place(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE,
                Integer.MAX_VALUE);
    }

    /// One delivery as it went for one profile.
    ///
    /// @param label what people call the delivery
    /// @param channel its channel
    /// @param addressId the address it went to, null where it was withheld
    /// @param address the same as it is written
    /// @param causes why it was withheld, in order of precedence; none where it left
    record Delivered(Place place, String label, Channel channel, @Nullable Integer addressId,
            @Nullable String address, List<Cause> causes) {

        public Delivered {
            causes = List.copyOf(causes);
        }

        /// Was it withheld by the last check before leaving?
        public boolean withheld() {
            return !causes.isEmpty();
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Delivered[" + place + "]";
        }
    }
}
