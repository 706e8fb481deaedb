package heed.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an entry records. Codes are persisted: added, never renamed.
///
/// A kind that cannot be undone by voiding says why, in the words the caller reads.
public enum Kind {
    /// A choice: no longer contact, on a channel or on any.
    OPT_OUT("opt_out"),
    /// A choice: contact again.
    OPT_IN("opt_in"),
    /// A choice: exactly these switches.
    OPT_OUTS_REPLACED("opt_outs_replaced"),
    /// A profile was made.
    PROFILE_CREATED("profile_created", Reasons.DATA),
    /// A profile's addresses or attributes changed.
    PROFILE_CHANGED("profile_changed", Reasons.DATA),
    /// A profile was emptied and left every audience.
    PROFILE_DELETED("profile_deleted", Reasons.REVIVE),
    /// A deleted profile came back with its switches.
    PROFILE_REVIVED("profile_revived", Reasons.DATA),
    /// A profile became an alias of another.
    PROFILE_MERGED("profile_merged", "a merge cannot be undone"),
    /// A profile confirmed its double opt-in.
    PROFILE_CONFIRMED("profile_confirmed", "a confirmation cannot be undone; opt the profile out instead"),
    /// A batch of imported rows made or changed profiles.
    PROFILES_IMPORTED("profiles_imported", Reasons.IMPORT),
    /// Undo of an import removed or restored profiles.
    PROFILES_RESTORED("profiles_restored", Reasons.IMPORT),
    /// Something was observed or decided about an address: feedback, or an operator's status.
    ADDRESS_EVENT("address_event"),
    /// A bulk release cleared the error part of many addresses.
    ADDRESSES_RELEASED("addresses_released"),
    /// A batch of imported rows raised the status of addresses.
    ADDRESSES_IMPORTED("addresses_imported", Reasons.IMPORT),
    /// A late event changed the present state of an address.
    ADDRESS_RECOMPUTED("address_recomputed", Reasons.COMPUTED),
    /// The sweep wrote down errors that have faded.
    ADDRESSES_FADED("addresses_faded", Reasons.COMPUTED),
    /// A domain was excluded.
    EXCLUDED_DOMAIN_ADDED("excluded_domain_added", "remove the domain from the excluded ones instead"),
    /// A domain is no longer excluded.
    EXCLUDED_DOMAIN_REMOVED("excluded_domain_removed", "exclude the domain again instead"),
    /// A service was made.
    SERVICE_CREATED("service_created", "delete the service instead"),
    /// A service was edited.
    SERVICE_CHANGED("service_changed", "change the service again instead"),
    /// A service was deleted; its subscriptions ended.
    SERVICE_DELETED("service_deleted", "a deletion cannot be undone; a service made again starts with nobody"),
    /// A profile subscribed to a service.
    SUBSCRIBED("subscribed"),
    /// A profile confirmed a subscription.
    SUBSCRIPTION_CONFIRMED("subscription_confirmed"),
    /// A profile unsubscribed from a service.
    UNSUBSCRIBED("unsubscribed"),
    /// A file was accepted for import.
    IMPORT_STARTED("import_started", Reasons.IMPORT),
    /// An import came to its end.
    IMPORT_FINISHED("import_finished", Reasons.IMPORT),
    /// An import was undone.
    IMPORT_UNDONE("import_undone", "an undone import can be imported again"),
    /// An analysis was made.
    ANALYSIS_MADE("analysis_made", "prepare the delivery again instead"),
    /// A delivery was made, edited, deleted or handed off.
    DELIVERY_CHANGED("delivery_changed", "what left cannot be called back"),
    /// An API key was made.
    API_KEY_CREATED("api_key_created", "revoke the key instead"),
    /// An API key was revoked.
    API_KEY_REVOKED("api_key_revoked", "make a new key instead"),
    /// An operator was made.
    OPERATOR_CREATED("operator_created", "disable the operator instead"),
    /// An operator's role, password or right to sign in changed.
    OPERATOR_CHANGED("operator_changed", "change the operator again instead"),
    /// The instance's name or brand changed.
    SETTINGS_CHANGED("settings_changed", "change the settings again instead"),
    /// Recipients' links are signed with a new key; those signed with older ones still count.
    LINK_KEY_ROTATED("link_key_rotated", "the older keys count as before; make another one instead"),
    /// A landing page was made.
    PAGE_CREATED("page_created", "delete the landing page instead"),
    /// A version of a landing page was opened to visitors.
    PAGE_PUBLISHED("page_published", "open another version of the landing page instead"),
    /// A landing page was closed to visitors.
    PAGE_UNPUBLISHED("page_unpublished", "publish the landing page again instead"),
    /// A landing page was deleted; its versions stay.
    PAGE_DELETED("page_deleted", "restore the landing page instead"),
    /// A deleted landing page came back.
    PAGE_RESTORED("page_restored", "delete the landing page again instead"),
    /// An entry was voided.
    VOIDED("voided", "an undo is not undone; make the choice again");

    private static final Map<String, Kind> BY_CODE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Kind::code, Function.identity()));

    private final String code;
    private final @Nullable String notVoidable;

    Kind(String code) {
        this(code, null);
    }

    Kind(String code, @Nullable String notVoidable) {
        this.code = code;
        this.notVoidable = notVoidable;
    }

    /// The code in JSON and the database.
    public String code() {
        return code;
    }

    /// Why an entry of this kind cannot be voided; empty when it can.
    public Optional<String> notVoidable() {
        return Optional.ofNullable(notVoidable);
    }

    /// The kind of that code, if there is one.
    public static Optional<Kind> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /// Refusals that several kinds share.
    private static final class Reasons {
        static final String DATA = "a profile's data is set by PUT or PATCH, not by undo";
        static final String REVIVE = "a deletion cannot be undone; PUT of the key revives the profile";
        static final String IMPORT = "undo the import instead";
        static final String COMPUTED = "it follows from other entries; void those instead";
    }

    /// Does it say something about addresses, so that undoing it is for those who keep the quarantine?
    public boolean isOfAddresses() {
        return this == ADDRESS_EVENT || this == ADDRESSES_RELEASED;
    }
}
