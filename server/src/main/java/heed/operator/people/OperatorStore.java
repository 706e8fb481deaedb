package heed.operator.people;

import heed.database.SqlTime;
import heed.operator.Action;
import heed.operator.Role;
import heed.web.page.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Operators (table `operators`, a handful of rows). Names are compared without regard to case.
@Component
class OperatorStore {
    private static final String COLUMNS = "id, name, role, created_at, last_sign_in_at, disabled_at";

    private final JdbcClient jdbc;

    OperatorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Who may sign in under this name, with the hash of the password. Index: operators_name.
    Optional<SignedIn> signIn(String name) {
        return jdbc.sql("""
                select id, name, role, password_hash, language, time_zone from operators
                where lower(name) = lower(:name) and disabled_at is null""").param("name", name)
                .query((row, _) -> signedIn(row)).optional();
    }

    /// In order of their names.
    List<Operator> all() {
        return List.copyOf(jdbc.sql("select " + COLUMNS + " from operators order by lower(name)")
                .query((row, _) -> operator(row)).list());
    }

    /// Index: primary key.
    Optional<Operator> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from operators where id = :id").param("id", id)
                .query((row, _) -> operator(row)).optional();
    }

    /// Makes one; empty when somebody has the name. Index: operators_name.
    Optional<Long> insert(String name, Role role, String hash) {
        return jdbc.sql("""
                insert into operators (name, role, password_hash) values (:name, :role, :hash)
                on conflict (lower(name)) do nothing returning id""").param("name", name).param("role", role.code())
                .param("hash", hash).query(Long.class).optional();
    }

    /// Index: primary key.
    void role(long id, Role role) {
        jdbc.sql("update operators set role = :role where id = :id").param("id", id).param("role", role.code())
                .update();
    }

    /// Index: primary key.
    void password(long id, String hash) {
        jdbc.sql("update operators set password_hash = :hash where id = :id").param("id", id).param("hash", hash)
                .update();
    }

    /// Index: primary key.
    void disabled(long id, @Nullable Instant since) {
        jdbc.sql("update operators set disabled_at = :since where id = :id").param("id", id)
                .param("since", since == null ? null : SqlTime.of(since)).update();
    }

    /// What an operator set for itself. Index: primary key.
    void taste(long id, @Nullable String language, @Nullable String timeZone) {
        jdbc.sql("update operators set language = :language, time_zone = :zone where id = :id").param("id", id)
                .param("language", language).param("zone", timeZone).update();
    }

    /// Index: primary key.
    void noteSignIn(long id, Instant now) {
        jdbc.sql("update operators set last_sign_in_at = :now where id = :id").param("id", id)
                .param("now", SqlTime.of(now)).update();
    }

    /// The hash of the given password that was last taken, if any. Index: operators_name.
    Optional<String> given(String name) {
        return jdbc.sql("select given_hash from operators where lower(name) = lower(:name) and given_hash is not null")
                .param("name", name).query(String.class).optional();
    }

    /// Takes a given password. Index: primary key.
    void take(long id, String hash) {
        jdbc.sql("update operators set password_hash = :hash, given_hash = :hash, disabled_at = null where id = :id")
                .param("id", id).param("hash", hash).update();
    }

    /// Locks all admins that may sign in and counts them: the last one stays.
    int lockAdmins() {
        return jdbc.sql("select id from operators where role = :admin and disabled_at is null order by id for update")
                .param("admin", Role.ADMIN.code()).query(Long.class).list().size();
    }

    private static Operator operator(ResultSet row) throws SQLException {
        return new Operator(row.getLong("id"), row.getString("name"), role(row), SqlTime.read(row, "created_at"),
                SqlTime.readOrNull(row, "last_sign_in_at"), row.getObject("disabled_at") != null);
    }

    private static SignedIn signedIn(ResultSet row) throws SQLException {
        Role role = role(row);
        Set<String> actions = Arrays.stream(Action.values()).filter(role::may).map(Action::code)
                .collect(Collectors.toUnmodifiableSet());
        return new SignedIn(row.getLong("id"), row.getString("name"), row.getString("password_hash"), actions,
                row.getString("language"), row.getString("time_zone"));
    }

    private static Role role(ResultSet row) throws SQLException {
        String code = row.getString("role");
        return Role.ofCode(code).orElseThrow(() -> new IllegalStateException("unknown role " + code));
    }
}
