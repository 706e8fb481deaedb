package heed.feedback.work;

import heed.database.SqlTime;
import heed.feedback.email.MailClassifier;
import heed.feedback.email.PatternSet;
import heed.feedback.mime.MailLimits;
import heed.feedback.text.KeywordClassifier;
import heed.feedback.text.KeywordTable;
import heed.ledger.Actor;
import heed.web.Problem;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The patterns and the keywords that count now: the newest an operator saved, else those that come with the product.
///
/// Kept in memory; [#refresh] looks whether there are newer ones, here or from another server on the same database.
@Component
public class Words {

    private static final Logger LOG = LoggerFactory.getLogger(Words.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicReference<Known> known = new AtomicReference<>(
            new Known(0, MailClassifier.standard(), KeywordClassifier.standard()));

    Words(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Known(long newest, MailClassifier mail, KeywordClassifier texts) {}

    /// The classifier with the patterns that count.
    public MailClassifier mail() {
        return known.get().mail();
    }

    /// The classifier with the keywords that count.
    public KeywordClassifier texts() {
        return known.get().texts();
    }

    /// Reads again what has been saved since.
    public void refresh() {
        // Expects the primary key, backwards.
        long newest = jdbc.sql("select coalesce(max(id), 0) from feedback_words").query(Long.class).single();
        Known before = known.get();
        if (newest == before.newest()) {
            return;
        }
        try {
            known.set(new Known(newest,
                    new MailClassifier(PatternSet.parse(text(WordKind.PATTERNS)), MailLimits.STANDARD),
                    new KeywordClassifier(KeywordTable.parse(text(WordKind.KEYWORDS)))));
        } catch (IllegalArgumentException unreadable) {
            // Saved by another version of Heed: the inbox must not stand still for that.
            LOG.error("The saved patterns or keywords (version {}) cannot be read; those before count", newest);
            known.set(new Known(newest, before.mail(), before.texts()));
        }
    }

    /// The text that counts, to be edited.
    public String text(WordKind kind) {
        return saved(kind).orElseGet(kind::standard);
    }

    /// The version that counts; 0: what comes with the product.
    public long newest(WordKind kind) {
        // Expects feedback_words_kind.
        return jdbc.sql("select coalesce(max(id), 0) from feedback_words where kind = :kind")
                .param("kind", kind.code()).query(Long.class).single();
    }

    /// The text of a version, of any that was ever saved.
    ///
    /// @throws Problem 404 for one that was not
    public String version(WordKind kind, long id) {
        // Expects the primary key.
        return id == 0
                ? kind.standard()
                : jdbc.sql("select text from feedback_words where id = :id and kind = :kind").param("id", id)
                        .param("kind", kind.code()).query(String.class).optional()
                        .orElseThrow(() -> Problem.notFound("there is no such version"));
    }

    /// Saves a text that could be parsed, in the caller's transaction, and answers its version; call [#refresh] after the
    /// commit.
    public long save(WordKind kind, String text, Actor actor) {
        return jdbc.sql("""
                insert into feedback_words (kind, text, made_at, actor) values (:kind, :text, :at, :actor) returning id
                """).param("kind", kind.code()).param("text", text).param("at", SqlTime.of(clock.instant()))
                .param("actor", actor.text()).query(Long.class).single();
    }

    private Optional<String> saved(WordKind kind) {
        // Expects feedback_words_kind, backwards.
        return jdbc.sql("select text from feedback_words where kind = :kind order by id desc limit 1")
                .param("kind", kind.code()).query(String.class).optional();
    }
}
