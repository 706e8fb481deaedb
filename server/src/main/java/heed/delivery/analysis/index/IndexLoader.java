package heed.delivery.analysis.index;

import heed.database.IndexPlans;
import java.sql.Connection;
import java.sql.SQLException;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the profile index from the database: whole, or what changed.
@Component
class IndexLoader {
    private final JdbcClient jdbc;

    IndexLoader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Everything, in the connection's snapshot.
    IndexData load(Connection connection, LoadProgress progress) throws SQLException {
        IndexData data = new IndexData();
        new IndexRelations(connection, progress).readAll(data);
        return data;
    }

    /// The present state of what was touched, to be applied to the index as it stood.
    IndexPatch patch(Connection connection, Touched touched, IndexData index) throws SQLException {
        IndexPlans.stay(jdbc);
        RoaringBitmap profiles = touched.profiles.clone();
        profiles.or(usersOf(touched.addresses));
        IndexRelations relations = new IndexRelations(connection, new LoadProgress(0));
        IndexPatch patch = new IndexPatch(profiles);
        if (!profiles.isEmpty()) {
            relations.readProfiles(patch.fresh(), profiles);
            patch.concernedAddresses(index).forEach((channel, addresses) -> {
                readSharing(patch, channel.number(), addresses);
            });
        }
        if (touched.domains) {
            patch.excludedDomains(relations.readDomains());
        }
        for (int service : touched.services) {
            relations.readService(patch.service(service), service);
        }
        return patch;
    }

    /// Everybody who has one of the addresses, at whatever place. Index: profile_addresses_address.
    RoaringBitmap usersOf(RoaringBitmap addresses) {
        RoaringBitmap users = new RoaringBitmap();
        if (!addresses.isEmpty()) {
            jdbc.sql(
                    "select profile_id from profile_addresses where address_id = any(array(select unnest(:addresses)))")
                    .param("addresses", addresses.toArray()).query(row -> {
                        users.add(row.getInt(1));
                    });
        }
        return users;
    }

    /// Who has these addresses first, and whether alone. Index: profile_addresses_address.
    private void readSharing(IndexPatch patch, int channel, RoaringBitmap addresses) {
        jdbc.sql("""
                select profile_id, count(*) over (partition by address_id) > 1 as shares from profile_addresses
                where address_id = any(array(select unnest(:addresses))) and channel = :channel and position = 1""")
                .param("addresses", addresses.toArray()).param("channel", channel).query(row -> {
                    patch.sharing(channel, row.getInt("profile_id"), row.getBoolean("shares"));
                });
    }
}
