package heed.delivery.analysis.index;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.optout.Switch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/// The narrow relations that the index is made of, and how their rows go into it.
///
/// A full load reads them whole, a catch-up the same relations restricted to the touched profiles: one reader code
/// for both, so that they cannot differ. `:those` is where the restriction goes.
final class IndexRelations {
    /// Whole: sequential scan. Restricted: primary key.
    private static final String PROFILES = """
            select id, unconfirmed from profiles where deleted_at is null and :those""";

    /// Whole: sequential scan. Restricted: primary key of profile_addresses.
    private static final String ADDRESSES = """
            select profile_id, channel, address_id from profile_addresses where position = 1 and :those""";

    /// Whole: sequential scan. Restricted: primary key of opt_outs.
    private static final String OPT_OUTS = """
            select profile_id, switch from opt_outs where :those""";

    /// Whole: address_states_status, then profile_addresses_address. Restricted: primary keys.
    private static final String STATUSES = """
            select pa.profile_id, pa.channel, s.status
            from address_states s join profile_addresses pa on pa.address_id = s.address_id and pa.position = 1
            where s.status in (2, 3) and :those""";

    /// Whole: addresses_domain for each domain, then profile_addresses_address. Restricted: primary keys.
    /// `example.org` is that domain, `*.example.org` its sub-domains: read backwards, an equality and a prefix.
    private static final String DOMAINS = """
            select pa.profile_id
            from excluded_domains d
            join addresses a on a.channel = 1
             and reverse(substring(a.canonical from position('@' in a.canonical) + 1)) collate "C" = reverse(d.domain)
            join profile_addresses pa on pa.address_id = a.id and pa.channel = 1 and pa.position = 1
            where d.domain not like '*.%' and :those
            union all
            select pa.profile_id
            from excluded_domains d
            join addresses a on a.channel = 1
             and reverse(substring(a.canonical from position('@' in a.canonical) + 1)) collate "C"
                 > reverse(substring(d.domain from 2))
             and reverse(substring(a.canonical from position('@' in a.canonical) + 1)) collate "C"
                 < reverse(substring(d.domain from 3)) || '/'
            join profile_addresses pa on pa.address_id = a.id and pa.channel = 1 and pa.position = 1
            where d.domain like '*.%' and :those""";

    /// Whole: sequential scan. Restricted: subscriptions_profile, or the primary key for one service.
    private static final String SUBSCRIPTIONS = """
            select service_id, profile_id, state, until_at from subscriptions where :those""";

    private static final String EVERYBODY = "true";

    private final Connection connection;

    /// @param connection in the transaction whose snapshot is read
    IndexRelations(Connection connection) {
        this.connection = connection;
    }

    /// Reads everything into empty data.
    void readAll(IndexData into) throws SQLException {
        read(into, EVERYBODY, EVERYBODY, EVERYBODY);
        into.findSharing();
    }

    /// Reads all that is known of some profiles into empty data; who shares addresses is left open.
    void readProfiles(IndexData into, RoaringBitmap profiles) throws SQLException {
        read(into, among("id", profiles), among("profile_id", profiles), among("pa.profile_id", profiles));
    }

    /// Reads anew who has an excluded domain.
    void readDomains(IndexData into) throws SQLException {
        readDomains(into, EVERYBODY);
    }

    /// Reads one service anew.
    void readService(IndexData into, int service) throws SQLException {
        readSubscriptions(into, "service_id = " + service);
    }

    /// `column = any(ids)`: ids are ints of ours, COPY takes no parameters.
    static String among(String column, RoaringBitmap ids) {
        return Arrays.stream(ids.toArray()).mapToObj(Integer::toString)
                .collect(Collectors.joining(",", column + " = any('{", "}'::int[])"));
    }

    private void read(IndexData into, String ids, String profileIds, String joined) throws SQLException {
        copy(PROFILES, ids, row -> {
            int profile = row.nextInt();
            into.living.add(profile);
            if (row.nextBoolean()) {
                into.unconfirmed.add(profile);
            }
        });
        copy(ADDRESSES, profileIds, row -> {
            int profile = row.nextInt();
            into.channel(Channel.ofNumber(row.nextInt())).addresses().set(profile, row.nextInt());
        });
        copy(OPT_OUTS, profileIds,
                row -> optOut(into, row.nextInt(), row.nextInt()));
        copy(STATUSES, joined,
                row -> status(into, row.nextInt(), Channel.ofNumber(row.nextInt()), row.nextInt()));
        readDomains(into, joined);
        readSubscriptions(into, profileIds);
    }

    private void readDomains(IndexData into, String joined) throws SQLException {
        copy(DOMAINS, joined, row -> into.excludedDomain.add(row.nextInt()));
    }

    private void readSubscriptions(IndexData into, String restriction) throws SQLException {
        copy(SUBSCRIPTIONS, restriction,
                row -> into.service(row.nextInt()).add(row.nextInt(), row.nextInt(), row.nextLong()));
        into.sort();
    }

    private void copy(String relation, String those, Consumer<CopyRows> reader) throws SQLException {
        CopyRows.read(connection, relation.replace(":those", those), reader);
    }

    private static void optOut(IndexData into, int profile, int number) {
        if (number == Switch.ALL.number()) {
            into.optedOutOfAll.add(profile);
        } else {
            into.channel(Channel.ofNumber(number)).optedOut().add(profile);
        }
    }

    private static void status(IndexData into, int profile, Channel channel, int status) {
        ChannelSets sets = into.channel(channel);
        (status == AddressStatus.DENYLISTED.number() ? sets.denylisted() : sets.quarantined()).add(profile);
    }
}
