package heed.mail;

import heed.database.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table `outbox`: messages come in, are claimed, and settled by whoever holds the claim.
@Repository
class OutboxStore {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OutboxStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Adds a message; false where its `once` is taken.
    ///
    /// @param state waiting, kept or withheld
    /// @param reason why it is withheld, else null
    boolean insert(OutgoingMail mail, MailState state, @Nullable String reason, String messageId, Instant now) {
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
        columns.put("state", state.code());
        columns.put("reason", reason);
        columns.put("message", messageId);
        columns.put("now", SqlTime.of(now));
        // Expects outbox_once_key.
        return jdbc.sql("""
                insert into outbox (to_address, profile_id, kind, language, subject, text, html, headers, once, state,
                    reason, message_id, created_at, next_at)
                values (:to, :profile, :kind, :language, :subject, :text, :html, cast(:headers as jsonb), :once, :state,
                    :reason, :message, :now, :now)
                on conflict (once) do nothing
                """).params(columns).update() == 1;
    }

    /// The number of the message that was taken with this `once`.
    Optional<Long> find(String once) {
        // Expects outbox_once_key.
        return jdbc.sql("select id from outbox where once = :once").param("once", once).query(Long.class).optional();
    }

    /// Takes what is due, and what somebody died over, until a moment; oldest due first. Others who look at the same time
    /// take other rows. Committed when it returns.
    List<StoredMail> claim(Instant now, Instant until, int most) {
        // Expects outbox_due.
        return jdbc.sql("""
                update outbox o set state = 'sending', attempts = o.attempts + 1, next_at = :until
                from (
                    select id from outbox where state in ('waiting', 'sending') and next_at <= :now
                    order by next_at limit :most for update skip locked
                ) due
                where o.id = due.id
                returning o.*, cast(null as text) as profile_key
                """).param("now", SqlTime.of(now)).param("until", SqlTime.of(until)).param("most", most)
                .query((row, _) -> mail(row)).list().stream().sorted(Comparator.comparingLong(StoredMail::id)).toList();
    }

    /// Ends a claim, unless it ran out and somebody else has claimed it since.
    ///
    /// @param nextAt when a waiting one is due again; of no meaning in other states
    void settle(StoredMail claimed, MailState state, Instant nextAt, @Nullable String error, @Nullable String reason,
            Instant now) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", claimed.id());
        columns.put("attempts", claimed.attempts());
        columns.put("state", state.code());
        columns.put("next", SqlTime.of(nextAt));
        columns.put("error", error);
        columns.put("reason", reason);
        columns.put("sent", state == MailState.SENT ? SqlTime.of(now) : null);
        // Expects outbox_pkey.
        jdbc.sql("""
                update outbox set state = :state, next_at = :next, last_error = cast(:error as text),
                    reason = cast(:reason as text), sent_at = cast(:sent as timestamptz)
                where id = :id and state = 'sending' and attempts = :attempts
                """).params(columns).update();
    }

    /// Gives claimed messages back that were not tried: the attempt does not count.
    void release(Collection<StoredMail> claimed, Instant nextAt) {
        // Expects outbox_pkey.
        jdbc.sql("""
                update outbox o set state = 'waiting', attempts = o.attempts - 1, next_at = :next
                from unnest(cast(:ids as bigint[]), cast(:attempts as int[])) as given (id, attempts)
                where o.id = given.id and o.state = 'sending' and o.attempts = given.attempts
                """).param("ids", claimed.stream().map(StoredMail::id).toArray(Long[]::new))
                .param("attempts", claimed.stream().map(StoredMail::attempts).toArray(Integer[]::new))
                .param("next", SqlTime.of(nextAt)).update();
    }

    /// Keeps what is due while no mail server is set.
    void keepDue(Instant now) {
        // Expects outbox_due.
        jdbc.sql("update outbox set state = 'kept' where state in ('waiting', 'sending') and next_at <= :now")
                .param("now", SqlTime.of(now)).update();
    }

    /// Has a message sent that would not be otherwise; false where it is not in such a state.
    ///
    /// @param state waiting, or kept where no mail server is set
    boolean again(long id, MailState state, String actor, Instant now) {
        // Expects outbox_pkey.
        return jdbc.sql("""
                update outbox set state = :state, attempts = 0, next_at = :now, reason = null, actor = :actor
                where id = :id and state in ('failed', 'kept', 'withheld', 'dropped', 'waiting')
                """).param("id", id).param("state", state.code()).param("actor", actor).param("now", SqlTime.of(now))
                .update() == 1;
    }

    /// Takes a message out; false where it is not in a state for it.
    boolean drop(long id, String reason, String actor) {
        // Expects outbox_pkey.
        return jdbc.sql("""
                update outbox set state = 'dropped', reason = :reason, actor = :actor
                where id = :id and state in ('waiting', 'failed', 'kept')
                """).param("id", id).param("reason", reason).param("actor", actor).update() == 1;
    }

    /// Forgets the messages to these profiles.
    void forget(Collection<Integer> profileIds) {
        // Expects outbox_profile.
        jdbc.sql("delete from outbox where profile_id = any(cast(:ids as int[]))")
                .param("ids", profileIds.toArray(Integer[]::new)).update();
    }

    /// What was for one profile is for another.
    void move(int from, int into) {
        // Expects outbox_profile.
        jdbc.sql("update outbox set profile_id = :into where profile_id = :from").param("from", from)
                .param("into", into).update();
    }

    /// Forgets some of what was taken before a moment and does not wait; answers how many.
    int forgetBefore(Instant moment, int most) {
        // Expects outbox_pkey, in order: the oldest come first.
        return jdbc.sql("""
                delete from outbox where id in (
                    select id from outbox where created_at < :moment and state not in ('waiting', 'sending')
                    order by id limit :most)
                """).param("moment", SqlTime.of(moment)).param("most", most).update();
    }

    /// The message with that number.
    Optional<StoredMail> find(long id) {
        // Expects outbox_pkey and profiles_pkey.
        return jdbc.sql("""
                select o.*, p.key as profile_key from outbox o left join profiles p on p.id = o.profile_id
                where o.id = :id
                """).param("id", id).query((row, _) -> mail(row)).optional();
    }

    /// At most `most` messages below a number, newest first.
    ///
    /// @param state null: any
    /// @param profileIds null: anybody's
    List<StoredMail> list(@Nullable MailState state, @Nullable Collection<Integer> profileIds, long below, int most) {
        Map<String, @Nullable Object> params = new HashMap<>();
        params.put("below", below);
        params.put("most", most);
        params.put("state", state == null ? null : state.code());
        params.put("profiles", profileIds == null ? null : profileIds.toArray(Integer[]::new));
        // Expects outbox_profile for a person, outbox_state for a state, else outbox_pkey; then profiles_pkey.
        return List.copyOf(jdbc.sql("""
                select o.*, p.key as profile_key from outbox o left join profiles p on p.id = o.profile_id
                where o.id < :below""" + (state == null ? "" : " and o.state = :state")
                + (profileIds == null ? "" : " and o.profile_id = any(cast(:profiles as int[]))")
                + " order by o.id desc limit :most").params(params).query((row, _) -> mail(row)).list());
    }

    private StoredMail mail(ResultSet row) throws SQLException {
        OutgoingMail mail = new OutgoingMail(row.getString("to_address"), row.getObject("profile_id", Integer.class),
                row.getString("kind"), row.getString("language"), row.getString("subject"), row.getString("text"),
                row.getString("html"), json.readValue(row.getString("headers"), HEADERS), row.getString("once"));
        return new StoredMail(row.getLong("id"), mail, MailState.ofCode(row.getString("state")),
                row.getString("profile_key"), row.getInt("attempts"), SqlTime.read(row, "created_at"),
                SqlTime.read(row, "next_at"), row.getString("last_error"), row.getString("reason"),
                row.getString("actor"), SqlTime.readOrNull(row, "sent_at"), row.getString("message_id"));
    }
}
