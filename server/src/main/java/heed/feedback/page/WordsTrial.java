package heed.feedback.page;

import heed.feedback.InboxStore;
import heed.feedback.Incoming;
import heed.feedback.StoredFeedback;
import heed.feedback.TextMessage;
import heed.feedback.email.Classified;
import heed.feedback.email.MailClassifier;
import heed.feedback.email.PatternSet;
import heed.feedback.email.PatternSet.PatternProblems;
import heed.feedback.mime.MailLimits;
import heed.feedback.text.KeywordClassifier;
import heed.feedback.text.KeywordTable;
import heed.feedback.text.KeywordTable.KeywordProblems;
import heed.feedback.text.TextMeaning;
import heed.feedback.work.WordKind;
import heed.feedback.work.Words;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Tries patterns and keywords on the newest feedback, and saves them with their ledger entry.
@Component
class WordsTrial {

    /// So many of the newest items are understood by both, none of them longer than that.
    private static final int TRIED = 300;
    private static final int LONGEST = 200_000;

    private final InboxStore inbox;
    private final Words words;
    private final LedgerStore ledger;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    WordsTrial(InboxStore inbox, Words words, LedgerStore ledger, TransactionTemplate transaction, JsonMapper json,
            Clock clock) {
        this.inbox = inbox;
        this.words = words;
        this.ledger = ledger;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /// What a text would change.
    ///
    /// @param problems its lines that cannot be understood; then nothing was tried
    /// @param tried how many items were understood by both
    /// @param mark of the text that was tried: who sends it back has seen what would change
    record Trial(List<String> problems, int tried, List<Differs> differs, String mark) {

        /// May it be saved by somebody who has seen this?
        boolean saves(String seen) {
            return problems.isEmpty() && (differs.isEmpty() || seen.equals(mark));
        }
    }

    /// An item that would be understood otherwise.
    record Differs(long id, String before, String after) {}

    Trial run(WordKind kind, String text) {
        try {
            return switch (kind) {
                case PATTERNS -> {
                    MailClassifier wanted = new MailClassifier(PatternSet.parse(text), MailLimits.STANDARD);
                    yield compare(Incoming.MAIL, text, item -> said(words.mail(), item), item -> said(wanted, item));
                }
                case KEYWORDS -> {
                    KeywordClassifier now = words.texts();
                    KeywordClassifier wanted = new KeywordClassifier(KeywordTable.parse(text));
                    yield compare(TextMessage.SENDER, text, item -> said(now, item), item -> said(wanted, item));
                }
            };
        } catch (PatternProblems problems) {
            return new Trial(problems.lines(), 0, List.of(), "");
        } catch (KeywordProblems problems) {
            return new Trial(problems.lines(), 0, List.of(), "");
        }
    }

    /// Saves it and answers which version counted before.
    long save(WordKind kind, String text, Actor actor, String reason) {
        long before = Objects.requireNonNull(transaction.execute(_ -> {
            long counted = words.newest(kind);
            long saved = words.save(kind, text, actor);
            ledger.append(Entry.of(Kind.SETTINGS_CHANGED, clock.instant(), actor, Source.OPERATOR)
                    .change(JsonNodeFactory.instance.objectNode().put(kind.code(), counted),
                            JsonNodeFactory.instance.objectNode().put(kind.code(), saved))
                    .reason(reason));
            return counted;
        }));
        words.refresh();
        return before;
    }

    private Trial compare(String sender, String text, Function<StoredFeedback, String> now,
            Function<StoredFeedback, String> wanted) {
        List<StoredFeedback> items = inbox.newest(sender, TRIED, LONGEST);
        List<Differs> differs = new ArrayList<>();
        for (StoredFeedback item : items) {
            String before = now.apply(item);
            String after = wanted.apply(item);
            if (!before.equals(after)) {
                differs.add(new Differs(item.id(), before, after));
            }
        }
        return new Trial(List.of(), items.size(), differs, Integer.toHexString(text.hashCode()));
    }

    private static String said(MailClassifier classifier, StoredFeedback item) {
        Classified mail = classifier.classify(item.raw(), item.envelope());
        String recipients = mail.recipients().stream().map(one -> one.address() + "=" + one.type().code())
                .collect(Collectors.joining(", "));
        return mail.type().code() + " · " + mail.reason().code() + " · " + mail.pattern() + " · " + recipients;
    }

    private String said(KeywordClassifier classifier, StoredFeedback item) {
        TextMessage message = json.readValue(item.raw(), TextMessage.class);
        TextMeaning meaning = classifier.of(String.valueOf(message.text()), message.to());
        return meaning.intent().code() + " · " + meaning.keyword();
    }
}
