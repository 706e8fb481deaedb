package heed.landingpage.visit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a stranger asked for, which waits for the click of the owner of the address.
///
/// @param page the page
/// @param version of the page that was filled in
/// @param profileId whom it is for: who was made for it, else the oldest profile with the address
/// @param made was the profile made for it?
/// @param addressId the address that was typed
/// @param services ids of services to subscribe to
/// @param language the page was in
/// @param evidence which words were read, and when
/// @param askedAt when
/// @param appliedAt when its owner clicked; null: it waits
record PageRequest(int page, int version, int profileId, boolean made, int addressId, Set<Integer> services,
        String language, ObjectNode evidence, Instant askedAt, @Nullable Instant appliedAt) {}
