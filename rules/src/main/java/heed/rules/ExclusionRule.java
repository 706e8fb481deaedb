package heed.rules;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every reason to leave a member of an audience out of a delivery, in order of precedence: the first that holds
/// decides, all that hold are reported (semantics §4). A rule excludes when its [Fact] holds.
///
/// Places 9 and 10 of the law's table are kept, between `excluded_domain` and `rule_failed`, for `filtered` (a
/// filtering rule of the typology matches) and `fatigue` (a fatigue rule's limit is reached).
///
/// Codes are stored: they are added, never renamed. [Uses] says where a rule runs and who may switch it off.
public enum ExclusionRule {
    /// 1. Nothing to send to.
    NO_ADDRESS("no_address", Fact.NO_ADDRESS, Uses.ALWAYS, "This person has no address on this channel."),
    /// 2. The switch `all` of the person.
    OPTED_OUT_ALL("opted_out_all", Fact.OPTED_OUT_OF_ALL, Uses.MARKETING,
            "This person asked not to be contacted on any channel."),
    /// 3. The person's switch of the channel.
    OPTED_OUT("opted_out", Fact.OPTED_OUT_OF_CHANNEL, Uses.MARKETING,
            "This person asked not to be contacted on this channel."),
    /// 4. The person waits for the double opt-in.
    UNCONFIRMED("unconfirmed", Fact.UNCONFIRMED, Uses.MARKETING, "This person has not confirmed the registration."),
    /// 5. The delivery is for a service; the detail of the cause is the subscription's state.
    NOT_SUBSCRIBED("not_subscribed", Fact.NOT_SUBSCRIBED, Uses.MARKETING,
            "This person has no active subscription to the service."),
    /// 6. The address complained, sent STOP, or was marked by its owner or an operator.
    ADDRESS_DENYLISTED("address_denylisted", Fact.ADDRESS_DENYLISTED, Uses.EVERYWHERE,
            "This address must not be used: complaint, STOP, opt-out for the address or an operator's decision."),
    /// 7. The address bounced.
    ADDRESS_QUARANTINED("address_quarantined", Fact.ADDRESS_QUARANTINED, Uses.EVERYWHERE,
            "This address is in quarantine because of delivery errors."),
    /// 8. The domain of the e-mail address.
    EXCLUDED_DOMAIN("excluded_domain", Fact.DOMAIN_EXCLUDED, Uses.TRANSACTIONAL,
            "The domain of this address is excluded."),
    /// 11. A fact is unknown or a rule failed: never sent, always shown, never to be switched off.
    RULE_FAILED("rule_failed", null, Uses.ALWAYS, "A rule could not be decided for this person, so nothing is sent."),
    /// 12. Decided after all others, over the population: the smaller profile id with the same address is targeted.
    DUPLICATE("duplicate", null, Uses.EVERYWHERE, "Another person in this audience is targeted at the same address.");

    private final String code;
    private final @Nullable Fact fact;
    private final Uses uses;
    private final String sentence;

    ExclusionRule(String code, @Nullable Fact fact, Uses uses, String sentence) {
        this.code = code;
        this.fact = fact;
        this.uses = uses;
        this.sentence = sentence;
    }

    /// The code of the cause in the API, files and the exclusion log.
    public String code() {
        return code;
    }

    /// The fact that makes it exclude; empty for the two that follow the walk, `rule_failed` and `duplicate`.
    public Optional<Fact> fact() {
        return Optional.ofNullable(fact);
    }

    /// Does the built-in typology `transactional` have it?
    public boolean transactional() {
        return uses != Uses.MARKETING;
    }

    /// May a copy of a typology go without it?
    public boolean removable() {
        return uses == Uses.MARKETING || uses == Uses.TRANSACTIONAL;
    }

    /// May a what-if go without it?
    public boolean droppable() {
        return uses != Uses.ALWAYS;
    }

    /// What operators read. It names whom it is about: the person or the address.
    public String sentence() {
        return sentence;
    }

    /// The rule of a code; empty for anything else.
    public static Optional<ExclusionRule> ofCode(String code) {
        return Arrays.stream(values()).filter(rule -> rule.code.equals(code)).findFirst();
    }

    /// Where a rule runs, and who may switch it off.
    private enum Uses {
        /// In every delivery and in every what-if.
        ALWAYS,
        /// In every delivery; a what-if may drop it, a typology may not.
        EVERYWHERE,
        /// In `marketing` and `transactional`; a copy may go without it.
        TRANSACTIONAL,
        /// In `marketing` only; a copy may go without it.
        MARKETING
    }
}
