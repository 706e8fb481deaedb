package heed.delivery.analysis.index;

import heed.database.BinaryCopy;
import heed.delivery.analysis.AddressColumn;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.optout.Switch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roaringbitmap.IntConsumer;
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

    /// Whole: address_states_status. Restricted: primary key. Of addresses; who has them is found in process.
    private static final String STATUSES = """
            select address_id, status from address_states where status in (2, 3) and :those""";

    /// Addresses of excluded domains, found from the domains: addresses_domain for each, which `offset 0` holds the
    /// planner to; joined freely it reads every address. `example.org` is that domain, `*.example.org` its
    /// sub-domains: read backwards, an equality and a prefix.
    private static final String DOMAINS = """
            select a.id from excluded_domains d cross join lateral (
                select id from addresses
                where channel = 1 and d.domain not like '*.%'
                  and reverse(substring(canonical from position('@' in canonical) + 1)) collate "C" = reverse(d.domain)
                offset 0) a
            union all
            select a.id from excluded_domains d cross join lateral (
                select id from addresses
                where channel = 1 and d.domain like '*.%'
                  and reverse(substring(canonical from position('@' in canonical) + 1)) collate "C"
                      > reverse(substring(d.domain from 2))
                  and reverse(substring(canonical from position('@' in canonical) + 1)) collate "C"
                      < reverse(substring(d.domain from 3)) || '/'
                offset 0) a""";

    /// The same found from some addresses: primary key.
    private static final String DOMAINS_OF = """
            select a.id from (
                select id, substring(canonical from position('@' in canonical) + 1) as host from addresses
                where channel = 1 and :those offset 0) a
            where exists (select from excluded_domains d where d.domain = a.host)
               or exists (select from excluded_domains d where d.domain like '*.%'
                    and length(a.host) > length(d.domain) - 1
                    and right(a.host, length(d.domain) - 1) = substring(d.domain from 2))""";

    /// Whole: sequential scan. Restricted: subscriptions_profile, or the primary key for one service.
    private static final String SUBSCRIPTIONS = """
            select service_id, profile_id, state, until_at from subscriptions where :those""";

    private static final String EVERYBODY = "true";

    private final Connection connection;
    private final LoadProgress progress;

    /// @param connection in the transaction whose snapshot is read
    IndexRelations(Connection connection, LoadProgress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /// What a full load sends to the database, in its order.
    static List<String> statements() {
        return Stream.of(PROFILES, ADDRESSES, OPT_OUTS, STATUSES, DOMAINS, SUBSCRIPTIONS)
                .map(relation -> BinaryCopy.statement(relation.replace(":those", EVERYBODY))).toList();
    }

    /// Reads everything into empty data.
    void readAll(IndexData into) throws SQLException {
        readPeople(into, EVERYBODY, EVERYBODY);
        readAddresses(into, EVERYBODY, DOMAINS);
        into.finish();
    }

    /// Reads all that is known of some profiles into empty data; who shares addresses is left open.
    void readProfiles(IndexData into, RoaringBitmap profiles) throws SQLException {
        readPeople(into, among("id", profiles), among("profile_id", profiles));
        RoaringBitmap addresses = new RoaringBitmap();
        for (Channel channel : Channel.values()) {
            AddressColumn column = into.channel(channel).addresses();
            column.findHolders();
            column.holders().forEach((IntConsumer) profile -> addresses.add(column.address(profile)));
        }
        readAddresses(into, among("address_id", addresses), DOMAINS_OF.replace(":those", among("id", addresses)));
    }

    /// All e-mail addresses of excluded domains.
    RoaringBitmap readDomains() throws SQLException {
        return readDomains(DOMAINS);
    }

    /// Reads one service anew.
    void readService(IndexData into, int service) throws SQLException {
        readSubscriptions(into, "service_id = " + service);
    }

    /// `column in (ids)`: ids are ints of ours, COPY takes no parameters. As an array that comes of a query, for the
    /// planner thinks about each id of one that is written out, and without statistics (a new table, a crash of
    /// PostgreSQL) a join may compare each id with each row.
    static String among(String column, RoaringBitmap ids) {
        return Arrays.stream(ids.toArray()).mapToObj(Integer::toString)
                .collect(Collectors.joining(",", column + " = any(array(select unnest('{", "}'::int[])))"));
    }

    private void readPeople(IndexData into, String ids, String profileIds) throws SQLException {
        copy(PROFILES, ids, row -> {
            int profile = row.nextInt();
            into.living.add(profile);
            if (row.nextBoolean()) {
                into.unconfirmed.add(profile);
            }
        });
        copy(ADDRESSES, profileIds, row -> {
            int profile = row.nextInt();
            into.channel(row.nextInt()).addresses().put(profile, row.nextInt());
        });
        copy(OPT_OUTS, profileIds, row -> optOut(into, row.nextInt(), row.nextInt()));
        readSubscriptions(into, profileIds);
    }

    /// What is known of addresses becomes what is known of those who have them first.
    private void readAddresses(IndexData into, String addressIds, String domains) throws SQLException {
        RoaringBitmap quarantined = new RoaringBitmap();
        RoaringBitmap denylisted = new RoaringBitmap();
        copy(STATUSES, addressIds, row -> {
            int address = row.nextInt();
            (row.nextInt() == AddressStatus.DENYLISTED.number() ? denylisted : quarantined).add(address);
        });
        into.find(quarantined, denylisted, readDomains(domains));
    }

    private RoaringBitmap readDomains(String domains) throws SQLException {
        RoaringBitmap addresses = new RoaringBitmap();
        CopyRows.read(connection, domains, progress, row -> addresses.add(row.nextInt()));
        return addresses;
    }

    private void readSubscriptions(IndexData into, String restriction) throws SQLException {
        copy(SUBSCRIPTIONS, restriction,
                row -> into.service(row.nextInt()).add(row.nextInt(), row.nextInt(), row.nextLong()));
        into.sort();
    }

    private void copy(String relation, String those, Consumer<CopyRows> reader) throws SQLException {
        CopyRows.read(connection, relation.replace(":those", those), progress, reader);
    }

    private static void optOut(IndexData into, int profile, int number) {
        if (number == Switch.ALL.number()) {
            into.optedOutOfAll.add(profile);
        } else {
            into.channel(number).optedOut().add(profile);
        }
    }
}
