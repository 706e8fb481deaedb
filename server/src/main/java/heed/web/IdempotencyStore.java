package heed.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Answers kept for repeated requests (table `idempotency_keys`).
@Component
class IdempotencyStore {

    private final JdbcClient jdbc;

    IdempotencyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Which request: the caller's key and its own.
    record RequestKey(long keyId, String key) {}

    /// What the request was.
    ///
    /// @param path as it came, with its query
    /// @param bodyHash in hexadecimal digits
    record Asked(String method, String path, String bodyHash) {}

    /// What was answered; `reference` instead of a body for streams and long work.
    record Answered(int status, @Nullable String contentType, @Nullable String location, @Nullable String body,
            @Nullable String reference) {}

    record Row(String method, String path, String bodyHash, int status, @Nullable String contentType,
            @Nullable String location, @Nullable String body, @Nullable String reference) {}

    /// Takes the key until the transaction ends; false when another request holds it.
    boolean lock(RequestKey id) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 1))")
                .param("name", "heed.idempotency " + id.keyId() + " " + id.key()).query(Boolean.class).single();
    }

    /// By the primary key.
    Optional<Row> find(RequestKey id, Instant notBefore) {
        return jdbc.sql("""
                select method, path, encode(body_hash, 'hex') as body_hash, status, content_type, location, body,
                    reference
                from idempotency_keys where api_key_id = :keyId and key = :key and created_at > :notBefore
                """).param("keyId", id.keyId()).param("key", id.key())
                .param("notBefore", notBefore.atOffset(ZoneOffset.UTC)).query(Row.class).optional();
    }

    /// By the primary key; an expired row of the same key gives way.
    void insert(RequestKey id, Asked asked, Answered answered, Instant now) {
        jdbc.sql("""
                insert into idempotency_keys (api_key_id, key, method, path, body_hash, status, content_type, location,
                    body, reference, created_at)
                values (:keyId, :key, :method, :path, decode(:bodyHash, 'hex'), :status, :contentType, :location,
                    :body, :reference, :now)
                on conflict (api_key_id, key) do update set method = excluded.method, path = excluded.path,
                    body_hash = excluded.body_hash, status = excluded.status, content_type = excluded.content_type,
                    location = excluded.location, body = excluded.body, reference = excluded.reference,
                    created_at = excluded.created_at
                """).param("keyId", id.keyId()).param("key", id.key()).param("method", asked.method())
                .param("path", asked.path()).param("bodyHash", asked.bodyHash()).param("status", answered.status())
                .param("contentType", answered.contentType()).param("location", answered.location())
                .param("body", answered.body()).param("reference", answered.reference())
                .param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /// By index idempotency_keys_age.
    int purge(Instant before) {
        return jdbc.sql("delete from idempotency_keys where created_at <= :before")
                .param("before", before.atOffset(ZoneOffset.UTC)).update();
    }
}
