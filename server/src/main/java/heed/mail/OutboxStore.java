package heed.mail;

import heed.database.SqlTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The table `outbox`.
@Repository
class OutboxStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OutboxStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Adds a message that waits; false where its `once` is taken.
    boolean insert(OutgoingMail mail, Instant now) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("to", mail.to());
        columns.put("profile", mail.profileId());
        columns.put("kind", mail.kind());
        columns.put("language", mail.language());
        columns.put("subject", mail.subject());
        columns.put("text", mail.text());
        columns.put("html", mail.html());
        columns.put("headers", json.writeValueAsString(mail.headers()));
        columns.put("once", mail.once());
        columns.put("now", SqlTime.of(now));
        // Expects outbox_once_key.
        return jdbc.sql("""
                insert into outbox (to_address, profile_id, kind, language, subject, text, html, headers, once, state,
                    created_at, next_at)
                values (:to, :profile, :kind, :language, :subject, :text, :html, :headers::jsonb, :once, 'waiting',
                    :now, :now)
                on conflict (once) do nothing
                """).params(columns).update() == 1;
    }
}
