package heed.delivery.eligibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import heed.delivery.eligibility.PersonFacts.Subscribed;
import heed.rules.Cause;
import heed.rules.Origin;
import heed.rules.SubscriptionStatus;
import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.ErrorPart;
import heed.rules.quarantine.Mark;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A cause as a person may read it: since when, on what evidence, and what would end it.
///
/// @param cause the code of the rule
/// @param detail its detail, null for rules without
/// @param since since when it holds without a break, null when nothing tells
/// @param evidence what proves it, null when nothing does
/// @param endedBy what would end it: `opt_in`, `confirm`, `subscribe`, `new_address`, `release` or `start_keyword`;
///     null for what only a repair of the data ends
/// @param endsAt when it ends by itself, null when it does not
record Explanation(String cause, @Nullable String detail, @Nullable Instant since, @Nullable Evidence evidence,
        @Nullable String endedBy, @Nullable Instant endsAt) {

    /// The proof of a cause.
    ///
    /// @param seq the ledger entry
    /// @param held true while it waits for a decision, else left out
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Evidence(long seq, @Nullable Boolean held) {}

    /// Explains one of a person's causes.
    ///
    /// @param address the state of the address with its origins
    static Explanation of(Cause cause, PersonFacts person, AddressState address) {
        return switch (cause.rule()) {
            case NO_ADDRESS -> explain(cause, null, "new_address");
            case OPTED_OUT_ALL -> explain(cause, person.all(), "opt_in");
            case OPTED_OUT -> explain(cause, person.channel(), "opt_in");
            case UNCONFIRMED -> unconfirmed(cause, person);
            case NOT_SUBSCRIBED -> notSubscribed(cause, person.subscription());
            case ADDRESS_DENYLISTED -> explain(cause, address.marks().values().stream()
                    .min(Comparator.comparing(Origin::since)).orElse(null), clearedBy(address.marks().keySet()));
            case ADDRESS_QUARANTINED -> quarantined(cause, address);
            case EXCLUDED_DOMAIN -> explain(cause, person.domain(), "new_address");
            case RULE_FAILED, DUPLICATE -> explain(cause, null, null);
        };
    }

    private static Explanation unconfirmed(Cause cause, PersonFacts person) {
        return new Explanation(cause.rule().code(), cause.detail(), person.unconfirmedSince(), null, "confirm", null);
    }

    private static Explanation notSubscribed(Cause cause, @Nullable Subscribed subscribed) {
        if (subscribed == null || subscribed.status() == SubscriptionStatus.NONE) {
            return explain(cause, null, "subscribe");
        }
        Explanation told = explain(cause, subscribed.origin(),
                subscribed.status() == SubscriptionStatus.PENDING ? "confirm" : "subscribe");
        return subscribed.status() != SubscriptionStatus.EXPIRED
                ? told
                : new Explanation(told.cause, told.detail, subscribed.until(), told.evidence, told.endedBy, null);
    }

    private static Explanation quarantined(Cause cause, AddressState address) {
        if (address.error() instanceof ErrorPart.Quarantined(int _, Instant at, var _, long seq)) {
            return new Explanation(cause.rule().code(), cause.detail(), at,
                    new Evidence(seq, address.held() ? true : null),
                    "release", null);
        }
        Origin held = address.heldError() != null ? address.heldError() : address.heldText();
        return new Explanation(cause.rule().code(), cause.detail(), held == null ? null : held.since(),
                held == null ? null : new Evidence(held.seq(), true), "release", null);
    }

    /// A STOP alone ends with START, an opt-out for the address alone with the opt-in; the rest an operator decides.
    private static String clearedBy(Set<Mark> marks) {
        if (marks.equals(Set.of(Mark.STOP))) {
            return "start_keyword";
        }
        return marks.equals(Set.of(Mark.OPT_OUT)) ? "opt_in" : "release";
    }

    private static Explanation explain(Cause cause, @Nullable Origin origin, @Nullable String endedBy) {
        return new Explanation(cause.rule().code(), cause.detail(), origin == null ? null : origin.since(),
                origin == null ? null : new Evidence(origin.seq(), null), endedBy, null);
    }
}
