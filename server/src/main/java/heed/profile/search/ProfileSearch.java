package heed.profile.search;

import heed.profile.data.ProfileView;
import heed.profile.data.ProfileViewStore;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised.Canonical;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds living profiles: all, by address, or by the beginning of a key or an address; for the API and the console.
@Component
public class ProfileSearch {

    /// The header of the CSV form, in the order of [#cells].
    public static final List<String> HEADER = List.of("key", "id", "email", "sms", "push", "phone", "direct_mail",
            "fax", "whatsapp", "locale", "time_zone", "country", "unconfirmed", "opted_out_all", "opted_out",
            "attributes");

    private final ProfileSearchStore store;
    private final ProfileViewStore views;
    private final AddressParser parser;

    ProfileSearch(ProfileSearchStore store, ProfileViewStore views, AddressParser parser) {
        this.store = store;
        this.views = views;
        this.parser = parser;
    }

    /// A page of those found, in the order of their ids.
    ///
    /// @param address a whole address, however it is spelled, or null
    /// @param q a key or address, or the beginning of one, in small letters as most addresses are; or null
    /// @throws Problem 400 for both
    public Page<ProfileView> page(@Nullable String address, @Nullable String q, Paging paging) {
        Page<Integer> ids = paging.page(ids(address, q, paging.afterNumber(0), paging.fetch()), List::of);
        return new Page<>(views.all(ids.items()), ids.nextCursor());
    }

    /// The cells of its CSV line.
    public static List<@Nullable Object> cells(ProfileView profile) {
        Map<String, Object> known = new HashMap<>(profile.addresses());
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(profile.key(), profile.id()));
        for (Channel channel : Channel.values()) {
            cells.add(known.get(channel.code()));
        }
        cells.addAll(Arrays.asList(profile.locale(), profile.timeZone(), profile.country(), profile.unconfirmed(),
                profile.optOuts().all(), profile.optOuts().channels(), Objects.toString(profile.attributes())));
        return cells;
    }

    private List<Integer> ids(@Nullable String address, @Nullable String q, long after, int limit) {
        if (address != null && q != null) {
            throw Problem.badRequest("q", "cannot be combined with address");
        }
        if (address != null) {
            return store.using(spellings(address), after, limit);
        }
        return q == null || q.isEmpty()
                ? store.all(after, limit)
                : store.beginning(q, q.strip().toLowerCase(Locale.ROOT), spellings(q), after, limit);
    }

    /// What the text is on each channel where it can be an address.
    private Set<Address> spellings(String text) {
        Set<Address> spellings = new LinkedHashSet<>();
        for (Channel channel : Channel.values()) {
            if (parser.parse(channel, text, null) instanceof Canonical(String canonical)) {
                spellings.add(new Address(channel, canonical));
            }
        }
        return spellings;
    }
}
