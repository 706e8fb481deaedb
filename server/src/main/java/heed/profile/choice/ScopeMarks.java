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
import java.util.HashSet;
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

    /// A mark that a choice sets or clears.
    ///
    /// @param addressId where it is
    /// @param profileId whose opt-out it is
    public record Mark(int addressId, int profileId) {}

    /// The addresses of these marks.
    public static RoaringBitmap addresses(Collection<Mark> marks) {
        RoaringBitmap ids = new RoaringBitmap();
        marks.forEach(mark -> ids.add(mark.addressId()));
        return ids;
    }

    /// The marks a choice is about: for an opt-out those on the addresses the profile has now, for an opt-in those
    /// that opt-outs of the profile, or of those merged into it, have set; none unless its scope is the address.
    public Set<Mark> touchedBy(int profileId, ChoiceRequest request) {
        if (request.scope() == Scope.PROFILE) {
            return Set.of();
        }
        return switch (request.act()) {
            case Act.OptOut(Switch what) -> used(profileId, channels(what));
            case Act.OptIn(Switch what) -> markedBy(profileId, channels(what));
            case Act.Replace _ -> Set.of();
        };
    }

    /// The marks of an opt-out that was recorded before, on the addresses that came to the profile since.
    public Set<Mark> missing(int profileId, ChoiceRequest request, Instant at) {
        if (!(request.act() instanceof Act.OptOut)) {
            return Set.of();
        }
        Set<Mark> missing = new HashSet<>(touchedBy(profileId, request));
        missing.removeAll(told(profileId, at));
        return missing;
    }

    /// An entry for marks alone, where the choice was recorded before.
    public long append(Entry entry) {
        return ledger.append(entry);
    }

    /// Sets or clears the marks; says whether the state of any address changed.
    public boolean write(Set<Mark> marks, ChoiceRequest request, Instant at, long seq) {
        if (marks.isEmpty()) {
            return false;
        }
        boolean set = request.act() instanceof Act.OptOut;
        String source = request.source().code();
        List<NewAddressEvent> events = new ArrayList<>();
        for (Mark mark : marks) {
            events.add(set
                    ? NewAddressEvent.optOut(mark.addressId(), at, mark.profileId(), source, seq)
                    : NewAddressEvent.optIn(mark.addressId(), at, mark.profileId(), source, seq));
        }
        return !addresses.append(events).isEmpty();
    }

    private Set<Mark> used(int profileId, Collection<Channel> channels) {
        // Expects profile_addresses_pkey.
        return marks("""
                select address_id, profile_id from profile_addresses
                where profile_id = :profile and channel = any(cast(:channels as smallint[]))
                """, profileId, channels);
    }

    private Set<Mark> markedBy(int profileId, Collection<Channel> channels) {
        // Expects address_events_profile, profiles_merged, and the primary keys of the others.
        return marks("""
                select e.address_id, e.profile_id
                from (select cast(:profile as int) as id
                      union all select id from profiles where merged_into = :profile) p
                join address_events e on e.profile_id = p.id and e.type = 'opt_out'
                join addresses a on a.id = e.address_id and a.channel = any(cast(:channels as smallint[]))
                left join voids v on v.seq = e.seq
                where v.seq is null
                """, profileId, channels);
    }

    private Set<Mark> told(int profileId, Instant at) {
        // Expects address_events_profile, and the primary key of voids.
        return Set.copyOf(jdbc.sql("""
                select e.address_id, e.profile_id from address_events e left join voids v on v.seq = e.seq
                where e.profile_id = :profile and e.type = 'opt_out' and e.at = :at and v.seq is null
                """).param("profile", profileId).param("at", SqlTime.of(at)).query(Mark.class).list());
    }

    private Set<Mark> marks(String sql, int profileId, Collection<Channel> channels) {
        return Set.copyOf(jdbc.sql(sql).param("profile", profileId)
                .param("channels", channels.stream().map(channel -> (short) channel.number()).toArray(Short[]::new))
                .query(Mark.class).list());
    }

    private static Set<Channel> channels(Switch what) {
        return what.channel().map(Set::of).orElse(EnumSet.allOf(Channel.class));
    }
}
