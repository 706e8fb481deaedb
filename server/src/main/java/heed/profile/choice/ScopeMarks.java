package heed.profile.choice;

import heed.database.SqlTime;
import heed.ledger.Entry;
import heed.ledger.LedgerStore;
import heed.profile.ChoiceRequest;
import heed.profile.Scope;
import heed.quarantine.AddressEvents;
import heed.quarantine.NewAddressEvent;
import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The marks `opt_out` that choices with `scope: address` set and clear on addresses (semantics §1, §2).
@Component
public class ScopeMarks {

    private final JdbcClient jdbc;
    private final LedgerStore ledger;
    private final AddressEvents addresses;

    ScopeMarks(JdbcClient jdbc, LedgerStore ledger, AddressEvents addresses) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.addresses = addresses;
    }

    /// The addresses a choice is about: for an opt-out those the profile has now, for an opt-in those that its
    /// opt-outs have marked; none unless its scope is the address.
    public RoaringBitmap touchedBy(int profileId, ChoiceRequest request) {
        if (request.scope() == Scope.PROFILE) {
            return new RoaringBitmap();
        }
        return switch (request.act()) {
            case Act.OptOut(Switch what) -> used(profileId, channels(what));
            case Act.OptIn(Switch what) -> markedBy(profileId, channels(what));
            case Act.Replace _ -> new RoaringBitmap();
        };
    }

    /// The addresses that came to the profile since an opt-out was recorded and that it should mark too.
    public RoaringBitmap missing(int profileId, ChoiceRequest request, Instant at) {
        if (!(request.act() instanceof Act.OptOut)) {
            return new RoaringBitmap();
        }
        RoaringBitmap missing = touchedBy(profileId, request);
        told(profileId, at).forEach(missing::remove);
        return missing;
    }

    /// An entry for marks alone, where the choice was recorded before.
    public long append(Entry entry) {
        return ledger.append(entry);
    }

    /// Sets or clears the marks; says whether the state of any address changed.
    public boolean write(int profileId, RoaringBitmap ids, ChoiceRequest request, Instant at, long seq) {
        if (ids.isEmpty()) {
            return false;
        }
        boolean set = request.act() instanceof Act.OptOut;
        String source = request.source().code();
        List<NewAddressEvent> events = new ArrayList<>();
        for (int id : ids) {
            events.add(set
                    ? NewAddressEvent.optOut(id, at, profileId, source, seq)
                    : NewAddressEvent.optIn(id, at, profileId, source, seq));
        }
        return !addresses.append(events).isEmpty();
    }

    private RoaringBitmap used(int profileId, Collection<Channel> channels) {
        // Expects profile_addresses_pkey.
        return ids("select address_id from profile_addresses where profile_id = :profile"
                + " and channel = any(cast(:channels as smallint[]))", profileId, channels);
    }

    private RoaringBitmap markedBy(int profileId, Collection<Channel> channels) {
        // Expects address_events_profile, and the primary keys of the others.
        return ids("""
                select distinct e.address_id from address_events e join addresses a on a.id = e.address_id
                left join voids v on v.seq = e.seq
                where e.profile_id = :profile and e.type = 'opt_out' and v.seq is null
                    and a.channel = any(cast(:channels as smallint[]))
                """, profileId, channels);
    }

    private List<Integer> told(int profileId, Instant at) {
        // Expects address_events_profile.
        return List.copyOf(jdbc.sql("""
                select address_id from address_events
                where profile_id = :profile and type = 'opt_out' and at = :at
                """).param("profile", profileId).param("at", SqlTime.of(at)).query(Integer.class)
                .list());
    }

    private RoaringBitmap ids(String sql, int profileId, Collection<Channel> channels) {
        RoaringBitmap ids = new RoaringBitmap();
        jdbc.sql(sql).param("profile", profileId)
                .param("channels", channels.stream().map(channel -> (short) channel.number()).toArray(Short[]::new))
                .query(row -> {
                    ids.add(row.getInt("address_id"));
                });
        return ids;
    }

    private static Set<Channel> channels(Switch what) {
        return what.channel().map(Set::of).orElse(EnumSet.allOf(Channel.class));
    }
}
