package heed.landingpage.visit;

import heed.database.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What strangers asked for (table `page_requests`).
@Repository
class PageRequestStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PageRequestStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Keeps it and returns its number.
    long insert(PageRequest request) {
        return jdbc
                .sql("""
                        insert into page_requests (page_id, version, profile_id, made, address_id, service_ids, language, evidence,
                            asked_at)
                        values (:page, :version, :profile, :made, :address, :services, :language, cast(:evidence as jsonb), :at)
                        returning id
                        """)
                .param("page", request.page()).param("version", request.version())
                .param("profile", request.profileId()).param("made", request.made())
                .param("address", request.addressId())
                .param("services", request.services().toArray(Integer[]::new)).param("language", request.language())
                .param("evidence", request.evidence().toString()).param("at", SqlTime.of(request.askedAt()))
                .query(Long.class).single();
    }

    /// What has that number.
    Optional<PageRequest> find(long id) {
        // Expects the primary key.
        return jdbc.sql("select * from page_requests where id = :id").param("id", id)
                .query((row, _) -> request(row)).optional();
    }

    /// What waits for a click of the owner of an address: asked for since then, and until then.
    List<PageRequest> waiting(int addressId, Instant since, Instant until) {
        // Expects page_requests_waiting.
        return List.copyOf(jdbc.sql("""
                select * from page_requests
                where address_id = :address and applied_at is null and asked_at > :since and asked_at <= :until
                order by id
                """).param("address", addressId).param("since", SqlTime.of(since)).param("until", SqlTime.of(until))
                .query((row, _) -> request(row)).list());
    }

    /// Those of these that still wait; nobody else can apply them before the transaction ends.
    Set<Long> lockWaiting(Collection<Long> ids) {
        // Expects the primary key.
        return Set.copyOf(jdbc.sql("""
                select id from page_requests where id = any(cast(:ids as bigint[])) and applied_at is null
                order by id for update
                """).param("ids", ids.toArray(Long[]::new)).query(Long.class).list());
    }

    /// It is applied.
    void applied(long id, Instant now) {
        // Expects the primary key.
        jdbc.sql("update page_requests set applied_at = :now where id = :id").param("id", id)
                .param("now", SqlTime.of(now)).update();
    }

    private PageRequest request(ResultSet row) throws SQLException {
        Set<Integer> services = Arrays.stream((Integer[]) row.getArray("service_ids").getArray())
                .collect(Collectors.toUnmodifiableSet());
        return new PageRequest(row.getLong("id"), row.getInt("page_id"), row.getInt("version"),
                row.getInt("profile_id"),
                row.getBoolean("made"), row.getInt("address_id"), services, row.getString("language"),
                (ObjectNode) json.readTree(row.getString("evidence")), SqlTime.read(row, "asked_at"),
                SqlTime.readOrNull(row, "applied_at"));
    }
}
