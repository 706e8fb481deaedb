package heed.feedback;

import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import heed.web.Code;
import heed.web.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event of `POST /feedback`, understood by whoever sends it.
///
/// @param type `hard`, `soft`, `ignored`, `complaint`, `stop`, `start` or `delivered`
/// @param reason why, a code of semantics §2, or null
/// @param text what the other side said, or null
/// @param at when it happened; null: when it came in
/// @param delivery the delivery it came from, or null
/// @param id the sender's own: the same id counts once for an address
public record TypedEvent(@Nullable String channel, @Nullable String address, @Nullable String type,
        @Nullable String reason, @Nullable String text, @Nullable Instant at, @Nullable String delivery,
        @Nullable String id) {

    /// Who speaks in them.
    public static final String SENDER = "api";

    /// The channel.
    ///
    /// @throws Problem 400 for an unknown one
    public Channel onChannel() {
        return Code.required("channel", channel, Channel.values(), Channel::code);
    }

    /// What it means.
    ///
    /// @throws Problem 400 for what nobody may say
    public Meaning meaning() {
        return Code.required("type", type, Meaning.said(), Meaning::code);
    }

    /// Why, where it says so.
    ///
    /// @throws Problem 400 for an unknown reason
    public Optional<ErrorReason> errorReason() {
        return Code.optional("reason", reason, ErrorReason.values(), ErrorReason::code);
    }

    /// The delivery's id, or null.
    ///
    /// @throws Problem 400 for one that is none
    public @Nullable Long deliveryId() {
        if (delivery == null) {
            return null;
        }
        if (!delivery.matches("[0-9]{1,18}")) {
            throw Problem.badRequest("delivery", "must be the id of a delivery");
        }
        return Long.valueOf(delivery);
    }

    /// The event, if it can be taken.
    ///
    /// @throws Problem 400 that says why not
    void check() {
        onChannel();
        meaning();
        errorReason();
        deliveryId();
        if (address == null || address.isBlank()) {
            throw Problem.badRequest("address", "is missing");
        }
        if (id != null && id.isBlank()) {
            throw Problem.badRequest("id", "must not be empty");
        }
    }

    /// What makes its id unique: the address, whatever its spelling's case.
    String about() {
        return channel + " " + (address == null ? "" : address.strip().toLowerCase(Locale.ROOT));
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "TypedEvent[" + channel + ", " + type + "]";
    }
}
