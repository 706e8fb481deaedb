package heed.feedback.hook;

import heed.database.SqlTime;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/// Tokens that signed a body which they do not cover: each is good for the body it came with first, and its repeats.
@Repository
class TokenStore {

    private final JdbcClient jdbc;
    private final HookSettings settings;
    private final Clock clock;

    TokenStore(JdbcClient jdbc, HookSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /// May the token speak for this body?
    boolean use(String provider, String token, String digest, Instant now) {
        // The conflict is the primary key.
        return jdbc.sql("""
                insert into hook_tokens (provider, token, digest, used_at) values (:provider, :token, :digest, :at)
                on conflict (provider, token) do update set digest = hook_tokens.digest returning digest = :digest
                """).param("provider", provider).param("token", token).param("digest", digest)
                .param("at", SqlTime.of(now)).query(Boolean.class).single();
    }

    /// What is older than any signature that is taken.
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
    void purge() {
        // Expects hook_tokens_used.
        jdbc.sql("delete from hook_tokens where used_at < :before")
                .param("before", SqlTime.of(clock.instant().minus(settings.window().multipliedBy(2)))).update();
    }
}
