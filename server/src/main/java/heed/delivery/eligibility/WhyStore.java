package heed.delivery.eligibility;

import heed.database.SqlTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the page that says why needs besides the causes: what can be asked about, and what is behind an id.
@Component
class WhyStore {

    /// As many as a list to choose from can hold.
    private static final int MOST_SERVICES = 500;
    private static final int MOST_DELIVERIES = 50;

    private final JdbcClient jdbc;

    WhyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A service to ask about.
    record ServiceChoice(String name, String label) {}

    /// A delivery to ask about.
    record DeliveryChoice(long id, String label) {}

    /// The present services by name. Index: services_name.
    List<ServiceChoice> services() {
        return List.copyOf(jdbc.sql("""
                select name, label from services where deleted_at is null order by name limit :most
                """).param("most", MOST_SERVICES)
                .query((row, _) -> new ServiceChoice(row.getString("name"), row.getString("label"))).list());
    }

    /// The newest deliveries. Index: primary key, backwards.
    List<DeliveryChoice> deliveries() {
        return List.copyOf(jdbc.sql("""
                select id, label from deliveries where deleted_at is null order by id desc limit :most
                """).param("most", MOST_DELIVERIES)
                .query((row, _) -> new DeliveryChoice(row.getLong("id"), row.getString("label"))).list());
    }

    /// An address as it is written. Index: primary key.
    Optional<String> address(int id) {
        return jdbc.sql("select canonical from addresses where id = :id").param("id", id).query(String.class)
                .optional();
    }

    /// When the person left with the delivery. Indexes: primary keys.
    Optional<Instant> handedOff(long delivery, int profile) {
        return jdbc.sql("""
                select c.at from hand_offs h join hand_off_chunks c on c.id = h.chunk_id
                where h.delivery_id = :delivery and h.profile_id = :profile
                """).param("delivery", delivery).param("profile", profile)
                .query((row, _) -> SqlTime.read(row, "at")).optional();
    }
}
