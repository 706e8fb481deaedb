package heed.delivery;

import heed.database.SqlTime;
import heed.delivery.Delivery.Plan;
import heed.delivery.Delivery.ServiceRef;
import heed.rules.Channel;
import heed.rules.Typology;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Deliveries as they are stored. A deleted one stays for a while, so that its deletion can be undone; only what says so
/// here sees it.
@Component
public class DeliveryStore {
    private static final String SELECT = """
            select d.id, d.label, d.channel, d.service_id, s.name as service, d.typology, d.contact_date, d.audience,
                   d.state, d.created_at, d.updated_at
            from deliveries d left join services s on s.id = d.service_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeliveryStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A draft; returns its id.
    long insert(Plan plan) {
        return jdbc.sql("""
                insert into deliveries (label, channel, service_id, typology, contact_date, audience, state)
                values (:label, :channel, :service, :typology, :contactDate, :audience::jsonb, 'draft')
                returning id""").params(columns(plan)).query(Long.class).single();
    }

    /// Index: primary key.
    Optional<Delivery> find(long id) {
        return jdbc.sql(SELECT + "where d.id = :id and d.deleted_at is null").param("id", id)
                .query((row, n) -> delivery(row)).optional();
    }

    /// Is there any? Passes over the few that were deleted within a month.
    public boolean any() {
        return jdbc.sql("select exists(select from deliveries where deleted_at is null)").query(Boolean.class).single();
    }

    /// The delivery, kept from everybody else who would change it until the transaction ends. Index: primary key.
    Optional<Delivery> lock(long id) {
        return locked("where d.id = :id and d.deleted_at is null", id);
    }

    /// The same for one that was deleted. Index: primary key.
    Optional<Delivery> lockDeleted(long id) {
        return locked("where d.id = :id and d.deleted_at is not null", id);
    }

    /// Newest first, below an id. Index: primary key.
    List<Delivery> page(long below, int limit) {
        return List.copyOf(jdbc
                .sql(SELECT + "where d.id < :below and d.deleted_at is null order by d.id desc limit :limit")
                .param("below", below).param("limit", limit).query((row, n) -> delivery(row)).list());
    }

    /// Index: primary key.
    void update(long id, Plan plan, DeliveryState state) {
        jdbc.sql("""
                update deliveries set label = :label, channel = :channel, service_id = :service, typology = :typology,
                    contact_date = :contactDate, audience = :audience::jsonb, state = :state, updated_at = now()
                where id = :id""").params(columns(plan)).param("id", id).param("state", state.code()).update();
    }

    /// Moves the delivery to another state. Index: primary key.
    public void state(long id, DeliveryState state) {
        jdbc.sql("update deliveries set state = :state where id = :id").param("id", id).param("state", state.code())
                .update();
    }

    /// Hides it, and its analysis with it. Index: primary key.
    void delete(long id) {
        jdbc.sql("update deliveries set deleted_at = now() where id = :id").param("id", id).update();
    }

    /// Shows it again as it was. Index: primary key.
    void restore(long id) {
        jdbc.sql("update deliveries set deleted_at = null where id = :id").param("id", id).update();
    }

    /// Removes those deleted before that moment, and their analyses with them. Index: deliveries_deleted.
    void purge(Instant before) {
        jdbc.sql("delete from deliveries where deleted_at < :before").param("before", SqlTime.of(before)).update();
    }

    private Optional<Delivery> locked(String where, long id) {
        return jdbc.sql(SELECT + where + " for no key update of d").param("id", id)
                .query((row, n) -> delivery(row)).optional();
    }

    private static Map<String, @Nullable Object> columns(Plan plan) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("label", plan.label());
        columns.put("channel", plan.channel().number());
        columns.put("service", plan.serviceId());
        columns.put("typology", plan.typology().name());
        columns.put("contactDate", SqlTime.of(plan.contactDate()));
        columns.put("audience", AudienceJson.write(plan.audience()).toString());
        return columns;
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        int service = row.getInt("service_id");
        Plan plan = new Plan(row.getString("label"), Channel.ofNumber(row.getInt("channel")),
                service == 0 ? null : new ServiceRef(service, row.getString("service")),
                Typology.builtIn(row.getString("typology")).orElseThrow(), SqlTime.readOrNull(row, "contact_date"),
                AudienceJson.read(json.readTree(row.getString("audience"))));
        return new Delivery(row.getLong("id"), plan, DeliveryState.ofCode(row.getString("state")),
                SqlTime.read(row, "created_at"), SqlTime.read(row, "updated_at"));
    }
}
