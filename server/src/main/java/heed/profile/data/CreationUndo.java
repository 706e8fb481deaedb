package heed.profile.data;

import heed.ledger.Actor;
import heed.ledger.Kind;
import heed.ledger.LedgerEntry;
import heed.ledger.LedgerFilter;
import heed.ledger.LedgerReadStore;
import heed.profile.ProfileDeliveries;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.web.Problem;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Undoes the making of a profile by whoever made it: deletes it, unless anything has happened to it since.
@Component
public class CreationUndo {
    private static final Set<Kind> MAKING = EnumSet.of(Kind.PROFILE_CREATED, Kind.PROFILE_REVIVED);

    private final ProfileKeyStore keys;
    private final ProfileEnding ending;
    private final LedgerReadStore ledger;
    private final ProfileDeliveries deliveries;

    CreationUndo(ProfileKeyStore keys, ProfileEnding ending, LedgerReadStore ledger, ProfileDeliveries deliveries) {
        this.keys = keys;
        this.ending = ending;
        this.ledger = ledger;
        this.deliveries = deliveries;
    }

    /// What the undo came to.
    public sealed interface Outcome {

        /// The profile is deleted.
        record Deleted() implements Outcome {}

        /// It is kept, for this was recorded since: a choice, a subscription, other data.
        record Touched(Kind newest) implements Outcome {}

        /// It is kept, for a delivery was handed off for it, or withheld.
        record Delivered() implements Outcome {}
    }

    /// Deletes the profile if it is still as it was made.
    ///
    /// @param made the entry that recorded its making
    /// @param reason why, for the ledger
    /// @throws Problem 404 for an unknown or deleted profile, and for an entry that is not its making by this actor
    @Transactional
    public Outcome undo(String key, long made, Actor actor, String reason) {
        ProfileRef profile = keys.lock(key).filter(found -> !found.deleted()).orElseThrow(ProfileEdits::unknown);
        Set<Integer> ids = ledger.profileIds(key);
        LedgerEntry making = ledger.find(made).filter(entry -> isMaking(entry, ids, actor))
                .orElseThrow(() -> Problem.notFound("this is not how the profile was made"));
        // Whoever changes anything about a profile holds its lock and leaves an entry; hand-off has a list of its own.
        LedgerEntry newest = ledger.page(LedgerFilter.about(ids), Long.MAX_VALUE, 1).getFirst();
        if (newest.seq() != making.seq()) {
            return new Outcome.Touched(newest.kind());
        }
        if (deliveries.page(Set.of(profile.id()), ProfileDeliveries.Place.FIRST, 1).stream()
                .anyMatch(left -> left.place().at().isAfter(making.recordedAt()))) {
            return new Outcome.Delivered();
        }
        ending.delete(key, actor, reason);
        return new Outcome.Deleted();
    }

    private static boolean isMaking(LedgerEntry entry, Set<Integer> profileIds, Actor actor) {
        Integer profileId = entry.touched().profileId();
        return MAKING.contains(entry.kind()) && entry.actor().equals(actor.text()) && profileId != null
                && profileIds.contains(profileId);
    }
}
