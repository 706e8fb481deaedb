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
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// Deletes, revives and merges profiles; none of it lifts an opt-out (semantics §1).
@Component
public class ProfileEnding {

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
    /// @param reason why, or null
    /// @throws Problem 404 for an unknown or deleted profile
    @Transactional
    public void delete(String key, Actor actor, @Nullable String reason) {
        StoredProfile profile = store.lock(key).filter(found -> !found.deleted()).orElseThrow(ProfileEdits::unknown);
        Instant now = now();
        long seq = ledger.append(Entry.of(Kind.PROFILE_DELETED, now, actor, actor.source())
                .touching(Touched.profile(profile.id())).reason(reason)
                .change(DataChange.between(profile, ProfileBody.EMPTY, Map.of())));
        empty(profile, seq, now);
        events.publishEvent(new ProfileDeleted(Set.of(profile.id()), now, seq, actor, actor.source()));
    }

    /// Brings a deleted profile back: with its key, switches and history, without addresses and attributes.
    ///
    /// @param reason why, or null
    /// @throws Problem 404 for an unknown profile, 409 for a living or merged one
    @Transactional
    public void revive(String key, Actor actor, @Nullable String reason) {
        StoredProfile profile = store.lock(key).orElseThrow(ProfileEdits::unknown);
        String into = profile.mergedInto();
        if (into != null) {
            throw Problem.conflict("'%s' was merged into '%s'".formatted(key, into));
        }
        if (!profile.deleted()) {
            throw Problem.conflict("'%s' is not deleted".formatted(key));
        }
        Instant now = now();
        ProfileBody body = ProfileBody.EMPTY.withUnconfirmed(profile.body().unconfirmed());
        long seq = ledger.append(Entry.of(Kind.PROFILE_REVIVED, now, actor, actor.source())
                .touching(Touched.profile(profile.id())).reason(reason)
                .change(DataChange.between(profile, body, Map.of())));
        store.write(profile.id(), body, Map.of(), false, seq, now);
    }

    /// Merges one profile into another: its switches become opt-outs there, and its key an alias.
    ///
    /// @param reason why, or null
    /// @return the id of the profile that stays
    /// @throws Problem 404 for an unknown profile, 409 for a deleted or merged one and for itself
    @Transactional
    public int merge(String key, String into, Actor actor, @Nullable String reason) {
        requireTwo(key, into);
        Map<String, ProfileRef> locked = keys.lockAll(List.of(key, into));
        ProfileRef from = living(key, locked);
        ProfileRef to = living(into, locked);
        Instant now = now();
        RoaringBitmap both = RoaringBitmap.bitmapOf(from.id(), to.id());
        var evidence = JsonNodeFactory.instance.objectNode().put("mergedFrom", key).put("mergedInto", into);
        long seq = ledger.append(Entry.of(Kind.PROFILE_MERGED, now, actor, Source.MERGE)
                .touching(Touched.profiles(both)).evidence(evidence).reason(reason));
        choices.takeOver(from, to, actor, evidence);
        empty(store.lock(key).orElseThrow(), seq, now);
        store.alias(from.id(), to.id());
        events.publishEvent(new ProfileMerged(from.id(), to.id(), now, seq, actor));
        return to.id();
    }

    /// Would the merge be taken as things are? Changes nothing.
    ///
    /// @throws Problem as [#merge] does
    public void checkMerge(String key, String into) {
        requireTwo(key, into);
        Map<String, ProfileRef> found = keys.findAll(List.of(key, into));
        living(key, found);
        living(into, found);
    }

    private static void requireTwo(String key, String into) {
        if (key.equals(into)) {
            throw Problem.conflict("a profile cannot be merged into itself");
        }
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
