package heed.landingpage.visit;

import heed.database.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
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
        return query(id, "");
    }

    /// The same, and nobody else can apply it before the transaction ends.
    Optional<PageRequest> lock(long id) {
        return query(id, " for update");
    }

    /// It is applied.
    void applied(long id, Instant now) {
        // Expects the primary key.
        jdbc.sql("update page_requests set applied_at = :now where id = :id").param("id", id)
                .param("now", SqlTime.of(now)).update();
    }

    private Optional<PageRequest> query(long id, String lock) {
        // Expects the primary key.
        return jdbc.sql("select * from page_requests where id = :id" + lock).param("id", id)
                .query((row, _) -> request(row)).optional();
    }

    private PageRequest request(ResultSet row) throws SQLException {
        Set<Integer> services = Arrays.stream((Integer[]) row.getArray("service_ids").getArray())
                .collect(Collectors.toUnmodifiableSet());
        return new PageRequest(row.getInt("page_id"), row.getInt("version"), row.getInt("profile_id"),
                row.getBoolean("made"), row.getInt("address_id"), services, row.getString("language"),
                (ObjectNode) json.readTree(row.getString("evidence")), SqlTime.read(row, "asked_at"),
                SqlTime.readOrNull(row, "applied_at"));
    }
}
