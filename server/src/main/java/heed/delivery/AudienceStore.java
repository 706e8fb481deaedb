package heed.delivery;

import heed.delivery.Delivery.ServiceRef;
import heed.delivery.analysis.PortableBitmap;
import heed.delivery.analysis.index.IndexView;
import heed.rules.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds out whom an audience names.
@Component
class AudienceStore {
    private final JdbcClient jdbc;

    AudienceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The members of an audience as the index stands, all of them living, and how many names were unknown.
    record Members(RoaringBitmap profiles, int unknown) {}

    /// Looks up now what the database alone knows; what is returned picks the members from an index that has caught
    /// up afterwards.
    Function<IndexView, Members> resolve(Audience audience) {
        return switch (audience) {
            case Audience.All _ -> view -> new Members(view.living().clone(), 0);
            case Audience.Profiles(List<String> keys) -> named(keys);
            case Audience.Subscribers(String name) -> subscribers(name);
            case Audience.Imported(long id) -> living(imported(id));
        };
    }

    /// The present service of that name, else the last one that had it. Index: services_name, else a short table.
    Optional<ServiceRef> service(String name, boolean deletedToo) {
        return jdbc.sql("""
                select id, name from services where name = :name and (deleted_at is null or :deletedToo)
                order by deleted_at desc nulls first, id desc limit 1""").param("name", name)
                .param("deletedToo", deletedToo)
                .query((row, n) -> new ServiceRef(row.getInt("id"), row.getString("name"))).optional();
    }

    /// The channel of a service. Index: primary key.
    Channel channel(ServiceRef service) {
        return jdbc.sql("select channel from services where id = :id").param("id", service.id())
                .query((row, n) -> Channel.ofNumber(row.getInt("channel"))).single();
    }

    /// Is there an import of that id? Index: primary key.
    boolean importExists(long id) {
        return jdbc.sql("select exists(select from imports where id = :id)").param("id", id).query(Boolean.class)
                .single();
    }

    private Function<IndexView, Members> named(List<String> keys) {
        String[] distinct = new HashSet<>(keys).toArray(String[]::new);
        RoaringBitmap known = new RoaringBitmap();
        // Index: profiles_key_key.
        jdbc.sql("select id from profiles where key = any(:keys)").param("keys", distinct).query(row -> {
            known.add(row.getInt(1));
        });
        return view -> {
            RoaringBitmap living = RoaringBitmap.and(known, view.living());
            return new Members(living, distinct.length - living.getCardinality());
        };
    }

    private Function<IndexView, Members> subscribers(String name) {
        int service = service(name, true).map(ServiceRef::id).orElse(0);
        return view -> new Members(RoaringBitmap.and(view.everSubscribed(service), view.living()), 0);
    }

    private static Function<IndexView, Members> living(RoaringBitmap profiles) {
        return view -> new Members(RoaringBitmap.and(profiles, view.living()), 0);
    }

    /// Index: primary key of imports.
    private RoaringBitmap imported(long id) {
        return jdbc.sql("select members from imports where id = :id and members is not null").param("id", id)
                .query((row, n) -> PortableBitmap.read(row.getBytes(1))).optional().orElseGet(RoaringBitmap::new);
    }
}
