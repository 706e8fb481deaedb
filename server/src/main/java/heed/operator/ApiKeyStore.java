package heed.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.web.Caller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// API keys (table `api_keys`). A key itself is never stored, only its SHA-256: with 256 random bits in it, nothing
/// slower is needed.
@Component
class ApiKeyStore {

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    ApiKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Who has this key; empty when nobody, or no longer. By the unique index on hash.
    Optional<Caller> find(String key, Instant now) {
        Optional<Used> used = jdbc.sql("select * from api_keys where hash = :hash and revoked_at is null")
                .param("hash", hash(key)).query((row, _) -> new Used(caller(row), instant(row, "last_used_at")))
                .optional();
        used.ifPresent(use -> noteUse(use.caller().keyId(), use.last(), now));
        return used.map(Used::caller);
    }

    /// Makes it, or makes it good again; returns its id.
    long put(String key, String label, Collection<String> scopes) {
        return jdbc.sql("""
                insert into api_keys (label, hash, scopes) values (:label, :hash, :scopes)
                on conflict (hash) do update set scopes = excluded.scopes, revoked_at = null
                returning id
                """).param("label", label).param("hash", hash(key)).param("scopes", scopes.toArray(String[]::new))
                .query(Long.class).single();
    }

    /// Is this key there, and good? By the unique index on hash.
    boolean contains(String key) {
        return jdbc.sql("select exists (select from api_keys where hash = :hash and revoked_at is null)")
                .param("hash", hash(key)).query(Boolean.class).single();
    }

    /// Is there any key with this scope? A handful of rows, read in full.
    boolean any(Scope scope) {
        return jdbc.sql("select exists (select from api_keys where revoked_at is null and :scope = any (scopes))")
                .param("scope", scope.code()).query(Boolean.class).single();
    }

    /// Those that are good, by the primary key.
    List<ApiKey> list(long after, int limit) {
        return List.copyOf(jdbc.sql("""
                select id, label, scopes, created_at, last_used_at from api_keys
                where revoked_at is null and id > :after order by id limit :limit
                """).param("after", after).param("limit", limit).query(ApiKeyStore::apiKey).list());
    }

    /// Its label, when there was a good one to revoke; by the primary key.
    Optional<String> revoke(long id, Instant now) {
        return jdbc.sql("""
                update api_keys set revoked_at = :now where id = :id and revoked_at is null returning label
                """).param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).query(String.class).optional();
    }

    private record Used(Caller caller, @Nullable Instant last) {}

    private void noteUse(long id, @Nullable Instant last, Instant now) {
        if (last == null || last.isBefore(now.minus(USE_NOTED_EVERY))) {
            jdbc.sql("update api_keys set last_used_at = :now where id = :id").param("id", id)
                    .param("now", now.atOffset(ZoneOffset.UTC)).update();
        }
    }

    private static Caller caller(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new Caller(id, name(id, row.getString("label")), Set.copyOf(scopes(row)));
    }

    /// A caller as the ledger writes it.
    static String name(long id, String label) {
        return "key:" + id + " " + label;
    }

    private static ApiKey apiKey(ResultSet row, int number) throws SQLException {
        return new ApiKey(row.getString("id"), row.getString("label"), scopes(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "last_used_at"));
    }

    private static List<String> scopes(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("scopes").getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
