package heed.subscription;

import heed.rules.Channel;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A topic people subscribe to (semantics §3). A service made again under an old name is another one: it starts with
/// nobody.
///
/// @param id the row; other than the name it is never used twice
/// @param name never changes
/// @param validity how long a subscription lasts from becoming active; null: for ever
/// @param doubleOptIn whether subscribing has to be confirmed
/// @param confirmation which message confirms a subscription or its end
/// @param confirmationText the wording of a custom confirmation, by language
public record ServiceDefinition(int id, String name, String label, Channel channel, @Nullable Period validity,
        boolean doubleOptIn, Confirmation confirmation, @Nullable ConfirmationText confirmationText,
        Instant createdAt) {

    /// When an activation at this moment ends; null: never.
    public @Nullable Instant until(Instant activeAt) {
        return validity == null ? null : activeAt.atOffset(ZoneOffset.UTC).plus(validity).toInstant();
    }
}
