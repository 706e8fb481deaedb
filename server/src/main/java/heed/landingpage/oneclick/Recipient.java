package heed.landingpage.oneclick;

import heed.link.Link;
import heed.profile.ProfileRef;
import heed.rules.Channel;
import heed.subscription.ServiceDefinition;
import org.jspecify.annotations.Nullable;

/// Whose link it is, and what its delivery was for.
///
/// @param profile whom the link reaches: of a merged profile the one it was merged into
/// @param locale the language that profile was given, null for none
/// @param channel of the delivery
/// @param service of the delivery, a deleted one too; null for none
record Recipient(Link link, ProfileRef profile, @Nullable String locale, Channel channel,
        @Nullable ServiceDefinition service) {

    /// What the link was made for.
    Wish own() {
        return service == null ? new Wish.WholeChannel() : new Wish.End(service.id());
    }
}
