package heed.ledger;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Whom and what an entry is about: readers that follow the ledger (the profile index) look at these alone.
///
/// @param profileId the one profile, or null
/// @param addressId the one address, or null
/// @param serviceId the one service, or null
/// @param importId the import it belongs to, or null
/// @param profileIds the profiles of a batch, or null
/// @param addressIds the addresses of a batch, or those a choice of one profile touched, or null
public record Touched(@Nullable Integer profileId, @Nullable Integer addressId, @Nullable Integer serviceId,
        @Nullable Long importId, @Nullable RoaringBitmap profileIds, @Nullable RoaringBitmap addressIds) {

    /// About nobody in particular.
    public static final Touched NOTHING = new Touched(null, null, null, null, null, null);

    /// About one profile.
    public static Touched profile(int id) {
        return new Touched(id, null, null, null, null, null);
    }

    /// About one address.
    public static Touched address(int id) {
        return new Touched(null, id, null, null, null, null);
    }

    /// About one service.
    public static Touched service(int id) {
        return new Touched(null, null, id, null, null, null);
    }

    /// About a batch of profiles.
    public static Touched profiles(RoaringBitmap ids) {
        return new Touched(null, null, null, null, ids, null);
    }

    /// About a batch of addresses.
    public static Touched addresses(RoaringBitmap ids) {
        return new Touched(null, null, null, null, null, ids);
    }

    /// The same, and a service.
    public Touched andService(int id) {
        return new Touched(profileId, addressId, id, importId, profileIds, addressIds);
    }

    /// The same, as part of an import; null leaves it as it is.
    public Touched andImport(@Nullable Long id) {
        return id == null ? this : new Touched(profileId, addressId, serviceId, id, profileIds, addressIds);
    }

    /// The same, and these profiles; none leaves it as it is.
    public Touched andProfiles(RoaringBitmap ids) {
        return ids.isEmpty() ? this : new Touched(profileId, addressId, serviceId, importId, ids, addressIds);
    }

    /// The same, and these addresses; none leaves it as it is.
    public Touched andAddresses(RoaringBitmap ids) {
        return ids.isEmpty() ? this : new Touched(profileId, addressId, serviceId, importId, profileIds, ids);
    }
}
