package heed.subscription;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The wording of a service's own confirmations, by language (`en`, `fr-CA`). For an act without any, Heed's own words
/// are taken.
///
/// @param subscribe what a new subscriber reads
/// @param unsubscribe what somebody reads who has left
public record ConfirmationText(@Nullable Map<String, Wording> subscribe, @Nullable Map<String, Wording> unsubscribe) {

    /// One message.
    public record Wording(String subject, String text) {}
}
