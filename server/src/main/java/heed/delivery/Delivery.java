package heed.delivery;

import heed.rules.Channel;
import heed.rules.Typology;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One send on one channel to an audience.
///
/// @param id its id; 0 for one that is not stored yet
/// @param plan what it is to be
/// @param state where it stands
/// @param createdAt when it was made
/// @param updatedAt when it was last edited
public record Delivery(long id, Plan plan, DeliveryState state, Instant createdAt, Instant updatedAt) {

    /// What a delivery is to be: all that can be edited.
    ///
    /// @param label what people call it
    /// @param channel the way to its recipients
    /// @param service the service it is for, null for none
    /// @param typology the rules it uses
    /// @param contactDate the moment that subscriptions are judged at, null for the moment of the analysis
    /// @param audience whom it is meant for
    public record Plan(String label, Channel channel, @Nullable ServiceRef service, Typology typology,
            @Nullable Instant contactDate, Audience audience) {

        /// Whether an analysis of the one is an analysis of the other: the label makes no difference.
        boolean sameAnalysis(Plan other) {
            return channel == other.channel && Objects.equals(service, other.service)
                    && typology.equals(other.typology) && Objects.equals(contactDate, other.contactDate)
                    && audience.equals(other.audience);
        }

        /// The id of the service, null for none.
        public @Nullable Integer serviceId() {
            return service == null ? null : service.id();
        }
    }

    /// A service as deliveries need it.
    ///
    /// @param id its id; a service made again under the same name has another
    /// @param name its name
    public record ServiceRef(int id, String name) {}
}
