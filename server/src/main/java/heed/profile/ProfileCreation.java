package heed.profile;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/// Makes profiles without addresses, for the day their data comes: one ledger entry for all of them.
@Component
public class ProfileCreation {

    private final ProfileKeyStore keys;
    private final LedgerStore ledger;
    private final Clock clock;

    ProfileCreation(ProfileKeyStore keys, LedgerStore ledger, Clock clock) {
        this.keys = keys;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Makes one, unless it is there.
    void create(String key, Actor actor, Source source) {
        create(List.of(key), actor, source, null);
    }

    /// Makes those of these profiles that are not there yet, with ids in the order given, and returns whom all these
    /// keys reach, locked. In the caller's transaction.
    ///
    /// @param importId the import that asks for them, or null
    public Map<String, ProfileRef> create(List<String> unknown, Actor actor, Source source,
            @Nullable Long importId) {
        long seq = ledger.draw();
        RoaringBitmap created = keys.create(unknown, false, seq);
        if (!created.isEmpty()) {
            Touched touched = created.getCardinality() == 1
                    ? Touched.profile(created.first())
                    : Touched.profiles(created);
            ledger.append(seq, Entry.of(Kind.PROFILE_CREATED, clock.instant(), actor, source)
                    .touching(touched.andImport(importId)));
        }
        return keys.lockAll(unknown);
    }
}
