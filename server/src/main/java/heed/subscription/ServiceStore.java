package heed.subscription;

import heed.database.SqlTime;
import heed.rules.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The services. A deleted one keeps its row, for its history.
@Repository
public class ServiceStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ServiceStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The living service of that name.
    public Optional<ServiceDefinition> find(String name) {
        return Optional.ofNullable(findAll(Set.of(name)).get(name));
    }

    /// The living services of these names; unknown ones are left out.
    public Map<String, ServiceDefinition> findAll(Collection<String> names) {
        return byName(names, "");
    }

    /// As [#findAll]; none of them can be deleted before the transaction ends. Ask before profiles are locked.
    public Map<String, ServiceDefinition> holdAll(Collection<String> names) {
        return byName(names, " order by id for share");
    }

    /// As [#find], and nobody else can change or hold it before the transaction ends.
    ///
    /// Rows that refer to it do not wait: a merge writes some while it has profiles locked that a deletion waits for.
    public Optional<ServiceDefinition> lock(String name) {
        return Optional.ofNullable(byName(Set.of(name), " for no key update").get(name));
    }

    /// A service that there is, or was.
    public record Ever(ServiceDefinition service, boolean deleted) {}

    /// The service with this id, deleted or not; it cannot be deleted before the transaction ends. Ask before profiles
    /// are locked.
    public Optional<Ever> holdEver(int id) {
        return ever(id, " for share");
    }

    /// The service with this id, deleted or not.
    public Optional<Ever> ever(int id) {
        return ever(id, "");
    }

    private Optional<Ever> ever(int id, String lock) {
        // Expects the primary key.
        return jdbc.sql("select * from services where id = :id" + lock).param("id", id)
                .query((row, _) -> new Ever(service(row), row.getObject("deleted_at") != null)).optional();
    }

    /// Those of these services that live, by id.
    public Map<Integer, ServiceDefinition> living(Collection<Integer> ids) {
        Map<Integer, ServiceDefinition> found = new TreeMap<>();
        // Expects the primary key.
        jdbc.sql("select * from services where deleted_at is null and id = any(cast(:ids as int[]))")
                .param("ids", ids.toArray(Integer[]::new))
                .query(row -> {
                    found.put(row.getInt("id"), service(row));
                });
        return found;
    }

    /// The ids of all services that ever had that name.
    public Set<Integer> everNamed(String name) {
        return Set.copyOf(jdbc.sql("select id from services where name = :name").param("name", name)
                .query(Integer.class).list());
    }

    /// At most `most` living services after the name `after`, in code point order.
    public List<ServiceDefinition> list(String after, int most) {
        // Expects services_name.
        return List.copyOf(jdbc.sql("""
                select * from services where deleted_at is null and name > :after order by name limit :most
                """).param("after", after).param("most", most).query((row, _) -> service(row)).list());
    }

    /// Adds a service and returns its id; empty where a living one has its name.
    public Optional<Integer> insert(ServiceDefinition service) {
        return jdbc.sql("""
                insert into services (name, label, channel, validity, double_opt_in, confirmation, confirmation_text,
                    created_at)
                values (:name, :label, :channel, :validity, :doubleOptIn, :confirmation, cast(:text as jsonb), :at)
                on conflict (name) where deleted_at is null do nothing
                returning id
                """).params(params(service)).query(Integer.class).optional();
    }

    /// Writes what may change of it.
    public void update(ServiceDefinition service) {
        jdbc.sql("""
                update services set label = :label, channel = :channel, validity = :validity,
                    double_opt_in = :doubleOptIn, confirmation = :confirmation, confirmation_text = cast(:text as jsonb)
                where id = :id
                """).params(params(service)).update();
    }

    void delete(int id, Instant at) {
        jdbc.sql("update services set deleted_at = :at where id = :id").param("id", id).param("at", SqlTime.of(at))
                .update();
    }

    private Map<String, ServiceDefinition> byName(Collection<String> names, String lock) {
        Map<String, ServiceDefinition> found = new HashMap<>();
        // Expects services_name.
        jdbc.sql("select * from services where deleted_at is null and name = any(cast(:names as text[]))" + lock)
                .param("names", names.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("name"), service(row));
                });
        return found;
    }

    private Map<String, @Nullable Object> params(ServiceDefinition service) {
        Map<String, @Nullable Object> params = new HashMap<>();
        Period validity = service.validity();
        params.put("id", service.id());
        params.put("name", service.name());
        params.put("label", service.label());
        params.put("channel", service.channel().number());
        params.put("validity", validity == null ? null : validity.toString());
        params.put("doubleOptIn", service.doubleOptIn());
        params.put("confirmation", service.confirmation().code());
        params.put("text", service.confirmationText() == null
                ? null
                : json.writeValueAsString(service.confirmationText()));
        params.put("at", SqlTime.of(service.createdAt()));
        return params;
    }

    private ServiceDefinition service(ResultSet row) throws SQLException {
        String validity = row.getString("validity");
        String confirmation = row.getString("confirmation");
        String text = row.getString("confirmation_text");
        return new ServiceDefinition(row.getInt("id"), row.getString("name"), row.getString("label"),
                Channel.ofNumber(row.getInt("channel")), validity == null ? null : Period.parse(validity),
                row.getBoolean("double_opt_in"),
                Arrays.stream(Confirmation.values()).filter(c -> c.code().equals(confirmation)).findFirst()
                        .orElseThrow(),
                text == null ? null : json.readValue(text, ConfirmationText.class), SqlTime.read(row, "created_at"));
    }
}
