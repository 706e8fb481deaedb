package heed.profile.data;

import heed.profile.OptOutView;
import heed.profile.ProfileSubscriptions.Subscribed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A profile as the API shows it.
///
/// @param addresses by channel: one address as text, several as a list, as they were given
/// @param addressStatus the status of each address, in the same shape
public record ProfileView(String key, int id, Map<String, Object> addresses, @Nullable String country,
        ObjectNode attributes, @Nullable String locale, @Nullable String timeZone, OptOutView optOuts,
        Map<String, Object> addressStatus, List<Subscribed> subscriptions, boolean unconfirmed, Instant createdAt,
        Instant updatedAt) {}
