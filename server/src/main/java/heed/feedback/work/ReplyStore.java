package heed.feedback.work;

import heed.database.SqlTime;
import heed.feedback.work.Verdict.Reply;
import heed.quarantine.Address;
import heed.rules.quarantine.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Texts to be sent in answer (T4): they wait until there is a gateway. One of a kind to a number a day, and none to a
/// STOP that changes nothing.
@Repository
public class ReplyStore {

    private static final String SELECT = """
            select feedback_id, number, short_code, kind, language, text, made_at from text_replies""";

    private final JdbcClient jdbc;

    ReplyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A text that waits, as a page shows it.
    ///
    /// @param feedback the text that it answers
    /// @param shortCode where that was sent to, or null
    /// @param kind `stop`, `start`, `help` or `unclear`
    public record Waiting(long feedback, String number, @Nullable String shortCode, String kind,
            @Nullable String language, String text, Instant madeAt) {

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Waiting[" + kind + "]";
        }
    }

    /// Adds an answer, before what it answers counts.
    void add(long feedbackId, Address number, int addressId, Reply reply, Instant now) {
        // The conflict is the unique constraint; expects the primary key of address_states.
        jdbc.sql("""
                insert into text_replies (feedback_id, number, short_code, kind, language, text, made_on, made_at)
                select :feedback, :number, :shortCode, :kind, :language, :text, :on, :at
                where :kind <> 'stop' or not exists
                    (select from address_states where address_id = :address and marks & :stop > 0)
                on conflict (number, kind, made_on) do nothing
                """).param("feedback", feedbackId).param("number", number.canonical())
                .param("shortCode", reply.shortCode()).param("kind", reply.kind())
                .param("language", reply.language()).param("text", reply.text())
                .param("on", LocalDate.ofInstant(now, ZoneOffset.UTC)).param("at", SqlTime.of(now))
                .param("address", addressId).param("stop", Mark.STOP.bit()).update();
    }

    /// The newest.
    public List<Waiting> newest(int most) {
        // Expects the primary key, backwards.
        return List.copyOf(jdbc.sql(SELECT + " order by id desc limit :most").param("most", most)
                .query((row, _) -> waiting(row)).list());
    }

    /// The answer to one text.
    public List<Waiting> of(long feedbackId) {
        // Few items have one: expects text_replies_feedback.
        return List.copyOf(jdbc.sql(SELECT + " where feedback_id = :id").param("id", feedbackId)
                .query((row, _) -> waiting(row)).list());
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(row.getLong("feedback_id"), row.getString("number"), row.getString("short_code"),
                row.getString("kind"), row.getString("language"), row.getString("text"),
                SqlTime.read(row, "made_at"));
    }
}
