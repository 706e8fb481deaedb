package heed.landingpage.arrival;

import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds and locks whom something is for that was asked with an address (semantics §3): the oldest living profile that has
/// it at that moment.
@Component
public class AddressOwners {

    private final VisitorStore visitors;
    private final ProfileKeyStore profiles;

    AddressOwners(VisitorStore visitors, ProfileKeyStore profiles) {
        this.visitors = visitors;
        this.profiles = profiles;
    }

    /// The oldest of them, locked until the end of the transaction; empty where nobody has the address.
    public Optional<ProfileRef> lockOldest(int addressId) {
        return visitors.users(addressId).stream().flatMap(id -> lock(id, addressId).stream()).findFirst();
    }

    /// Whom that profile reaches, locked until the end of the transaction, if they live and have the address.
    public Optional<ProfileRef> lock(int profileId, int addressId) {
        return profiles.lockReached(profileId).filter(one -> !one.deleted() && visitors.uses(one.id(), addressId));
    }

    /// As [#lock] for the first, else as [#lockOldest]; for who only looks.
    ///
    /// @param first a profile; null: none comes first
    public Optional<Integer> find(@Nullable Integer first, int addressId) {
        Optional<Integer> own = first == null
                ? Optional.empty()
                : profiles.find(first.intValue()).filter(one -> !one.deleted()).map(ProfileRef::id);
        return Stream.concat(own.stream(), visitors.users(addressId).stream())
                .filter(id -> visitors.uses(id, addressId)).findFirst();
    }
}
