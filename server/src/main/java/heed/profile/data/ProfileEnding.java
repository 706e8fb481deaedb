package heed.profile.data;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.profile.Choices;
import heed.profile.ProfileDeleted;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileMerged;
import heed.profile.ProfileRef;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// Deletes and merges profiles; neither lifts an opt-out (semantics §1).
@Component
class ProfileEnding {

    private final ProfileStore store;
    private final ProfileKeyStore keys;
    private final Choices choices;
    private final LedgerStore ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ProfileEnding(ProfileStore store, ProfileKeyStore keys, Choices choices, LedgerStore ledger,
            ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.choices = choices;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /// Empties addresses and attributes and ends subscriptions; key, id, switches and history stay.
    ///
    /// @throws Problem 404 for an unknown or deleted profile
    @Transactional
    public void delete(String key, Actor actor) {
        StoredProfile profile = store.lock(key).filter(found -> !found.deleted()).orElseThrow(ProfileEdits::unknown);
        Instant now = now();
        long seq = ledger.append(Entry.of(Kind.PROFILE_DELETED, now, actor, actor.source())
                .touching(Touched.profile(profile.id()))
                .change(DataChange.between(profile, ProfileBody.EMPTY, Map.of())));
        empty(profile, seq, now);
        events.publishEvent(new ProfileDeleted(Set.of(profile.id()), now, seq, actor, actor.source()));
    }

    /// Merges one profile into another: its switches become opt-outs there, and its key an alias.
    ///
    /// @return the id of the profile that stays
    /// @throws Problem 404 for an unknown profile, 409 for a deleted or merged one and for itself
    @Transactional
    public int merge(String key, String into, Actor actor) {
        if (key.equals(into)) {
            throw Problem.conflict("a profile cannot be merged into itself");
        }
        Map<String, ProfileRef> locked = keys.lockAll(List.of(key, into));
        ProfileRef from = living(key, locked);
        ProfileRef to = living(into, locked);
        Instant now = now();
        RoaringBitmap both = RoaringBitmap.bitmapOf(from.id(), to.id());
        var evidence = JsonNodeFactory.instance.objectNode().put("mergedFrom", key).put("mergedInto", into);
        long seq = ledger.append(Entry.of(Kind.PROFILE_MERGED, now, actor, Source.MERGE)
                .touching(Touched.profiles(both)).evidence(evidence));
        choices.takeOver(from, to, actor, evidence);
        empty(store.lock(key).orElseThrow(), seq, now);
        store.alias(from.id(), to.id());
        events.publishEvent(new ProfileMerged(from.id(), to.id(), now, seq, actor));
        return to.id();
    }

    private static ProfileRef living(String key, Map<String, ProfileRef> locked) {
        ProfileRef profile = locked.get(key);
        if (profile == null) {
            throw Problem.notFound("there is no profile '%s'".formatted(key));
        }
        if (profile.alias()) {
            throw Problem.conflict("'%s' was merged into '%s' already".formatted(key, profile.key()));
        }
        if (profile.deleted()) {
            throw Problem.conflict("'%s' is deleted".formatted(key));
        }
        return profile;
    }

    private void empty(StoredProfile profile, long seq, Instant now) {
        store.write(profile.id(), ProfileBody.EMPTY.withUnconfirmed(profile.body().unconfirmed()), Map.of(), true, seq,
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
