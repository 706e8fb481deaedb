package heed.profile.data;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.profile.ProfileKeyStore;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.quarantine.AddressStore;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Creates, changes, revives and confirms profiles: data only, never a switch (semantics §1).
@Component
public class ProfileEdits {

    private final ProfileStore store;
    private final ProfileKeyStore keys;
    private final AddressStore addresses;
    private final AddressParser parser;
    private final LedgerStore ledger;
    private final Clock clock;

    ProfileEdits(ProfileStore store, ProfileKeyStore keys, AddressStore addresses, AddressParser parser,
            LedgerStore ledger, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.addresses = addresses;
        this.parser = parser;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What an edit came to.
    ///
    /// @param id the profile
    /// @param created it was not there before, or was deleted
    /// @param version the ledger entry that last changed its data: that of the edit, unless nothing differed
    public record Edited(int id, boolean created, long version) {}

    /// Creates a profile, or revives a deleted one; never changes one that is there.
    ///
    /// @throws Problem 400 for a wrong body and for a key that a profile has already, 409 for an alias
    @Transactional
    public Edited make(String key, ObjectNode json, Actor actor) {
        ProfileBody body = new ProfileBodyParser(parser, json).whole();
        Optional<StoredProfile> stored = lock(key);
        // Where another request is faster, it has the key.
        if (stored.isEmpty() ? !keys.create(key, body.unconfirmed()) : !stored.get().deleted()) {
            throw Problem.badRequest("key", "belongs to a profile already");
        }
        StoredProfile before = stored.orElseGet(() -> lock(key).orElseThrow());
        Kind kind = stored.isEmpty() ? Kind.PROFILE_CREATED : Kind.PROFILE_REVIVED;
        boolean unconfirmed = before.body().unconfirmed() || body.unconfirmed();
        return write(kind, before, body.withUnconfirmed(unconfirmed), actor);
    }

    /// Replaces all the data of a profile that somebody has looked at. A number in its canonical form is what they were
    /// shown ([UsedAddress#editable]): its spelling stays.
    ///
    /// @param seen the version that was looked at ([ProfileViewStore#version])
    /// @throws Problem 400 for a wrong body, 404 for an unknown or deleted profile, 409 for an alias, 412 where its data
    ///     changed since
    @Transactional
    public Edited edit(String key, ObjectNode json, long seen, Actor actor) {
        ProfileBody after = new ProfileBodyParser(parser, json).whole();
        StoredProfile before = lock(key).filter(profile -> !profile.deleted()).orElseThrow(ProfileEdits::unknown);
        if (before.version() != seen) {
            throw Problem.preconditionFailed("the profile was changed since you looked");
        }
        return write(before, after.withSpellingsOf(before.body()).withUnconfirmed(before.body().unconfirmed()), actor);
    }

    /// Replaces the data of the profile; creates or revives it. An unchanged body writes nothing.
    ///
    /// @throws Problem 400 for a wrong body, 409 for an alias
    @Transactional
    public Edited put(String key, ObjectNode json, Actor actor) {
        ProfileBody body = new ProfileBodyParser(parser, json).whole();
        Optional<StoredProfile> stored = lock(key);
        if (stored.isEmpty()) {
            return create(key, body, actor);
        }
        StoredProfile before = stored.get();
        // Country is no part of what PUT replaces: one that is not named stays.
        String country = body.country() == null ? before.body().country() : body.country();
        boolean unconfirmed = before.body().unconfirmed() || (before.deleted() && body.unconfirmed());
        return write(before, new ProfileBody(body.addresses(), body.attributes(), body.locale(), body.timeZone(),
                country, unconfirmed), actor);
    }

    /// Applies a merge patch (RFC 7396) to the data.
    ///
    /// @throws Problem 400 for a wrong body, 404 for an unknown or deleted profile, 409 for an alias
    @Transactional
    public Edited patch(String key, ObjectNode patch, Actor actor) {
        StoredProfile before = lock(key).filter(profile -> !profile.deleted()).orElseThrow(ProfileEdits::unknown);
        ProfileBody after = new ProfileBodyParser(parser, patch).patched(before.body());
        return write(before, after.withUnconfirmed(before.body().unconfirmed()), actor);
    }

    /// Confirms the double opt-in of whom the key reaches, if it waits for one; returns its own key.
    ///
    /// @throws Problem 404 for an unknown or deleted profile
    @Transactional
    public String confirm(String key, Source source, ObjectNode evidence, Actor actor) {
        var profile = keys.lock(key).filter(found -> !found.deleted()).orElseThrow(ProfileEdits::unknown);
        if (!profile.unconfirmed()) {
            return profile.key();
        }
        Instant now = now();
        ObjectNode from = evidence.objectNode().put("unconfirmed", true);
        long seq = ledger.append(Entry.of(Kind.PROFILE_CONFIRMED, now, actor, source)
                .touching(Touched.profile(profile.id())).evidence(evidence)
                .change(from, evidence.objectNode().put("unconfirmed", false)));
        store.confirm(profile.id(), seq, now);
        return profile.key();
    }

    static Problem unknown() {
        return Problem.notFound("there is no profile with this key");
    }

    private Optional<StoredProfile> lock(String key) {
        Optional<StoredProfile> stored = store.lock(key);
        stored.map(StoredProfile::mergedInto).ifPresent(into -> {
            throw Problem.conflict("this profile was merged into '%s'; its data is there".formatted(into));
        });
        return stored;
    }

    private Edited create(String key, ProfileBody body, Actor actor) {
        // Its entry comes with its data; where another request was faster, this one changes what that created.
        boolean created = keys.create(key, body.unconfirmed());
        StoredProfile fresh = lock(key).orElseThrow();
        return created
                ? write(Kind.PROFILE_CREATED, fresh, body, actor)
                : write(fresh, body.withUnconfirmed(fresh.body().unconfirmed()), actor);
    }

    private Edited write(StoredProfile before, ProfileBody after, Actor actor) {
        if (before.deleted()) {
            return write(Kind.PROFILE_REVIVED, before, after, actor);
        }
        return before.body().equals(after)
                ? new Edited(before.id(), false, before.version())
                : write(Kind.PROFILE_CHANGED, before, after, actor);
    }

    private Edited write(Kind kind, StoredProfile before, ProfileBody after, Actor actor) {
        List<Address> given = after.addresses().values().stream().flatMap(List::stream).map(GivenAddress::address)
                .toList();
        Map<Address, Integer> ids = given.isEmpty() ? Map.of() : addresses.resolve(given);
        Instant now = now();
        long seq = ledger.append(Entry.of(kind, now, actor, actor.source()).touching(Touched.profile(before.id()))
                .change(DataChange.between(before, after, ids)));
        store.write(before.id(), after, ids, false, seq, now);
        return new Edited(before.id(), kind != Kind.PROFILE_CHANGED, seq);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
