package heed.feedback.work;

import heed.database.SqlTime;
import heed.feedback.work.Verdict.Reply;
import heed.quarantine.Address;
import heed.rules.quarantine.Mark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Texts to be sent in answer (T4): they wait until there is a gateway. One of a kind to a number a day, and none to a
/// STOP that changes nothing.
@Repository
public class ReplyStore {

    private final JdbcClient jdbc;

    ReplyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A text that waits, as a page shows it.
    public record Waiting(String number, String kind, String text, Instant madeAt) {

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
        return List.copyOf(jdbc.sql("select number, kind, text, made_at from text_replies order by id desc limit :most")
                .param("most", most).query((row, _) -> new Waiting(row.getString(1), row.getString(2),
                        row.getString(3), SqlTime.read(row, "made_at")))
                .list());
    }

    /// The answer to one text.
    public List<Waiting> of(long feedbackId) {
        // Few items have one: expects text_replies_feedback.
        return List.copyOf(jdbc.sql("select number, kind, text, made_at from text_replies where feedback_id = :id")
                .param("id", feedbackId).query((row, _) -> new Waiting(row.getString(1), row.getString(2),
                        row.getString(3), SqlTime.read(row, "made_at")))
                .list());
    }
}
