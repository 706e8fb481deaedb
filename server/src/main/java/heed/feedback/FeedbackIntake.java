package heed.feedback;

import heed.ledger.Actor;
import heed.web.Claim;
import heed.web.Idempotency;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Takes in what callers of the API send.
@Component
class FeedbackIntake {

    /// The most events of a request.
    static final int MOST = 1_000;

    private final Inbox inbox;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final FeedbackSettings settings;
    private final JsonMapper json;

    FeedbackIntake(Inbox inbox, Idempotency idempotency, TransactionTemplate transaction, FeedbackSettings settings,
            JsonMapper json) {
        this.inbox = inbox;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.settings = settings;
        this.json = json;
    }

    /// Typed events, checked already; the ids come in their order.
    List<Long> events(List<TypedEvent> events, Actor actor) {
        return inbox.take(events.stream().map(event -> Incoming.event(Way.API, TypedEvent.SENDER, event.id(),
                event.about(), actor, json.writeValueAsBytes(event))).toList());
    }

    /// A text, checked already.
    long text(TextMessage message, Actor actor) {
        return inbox
                .take(Incoming.event(Way.SMS, TextMessage.SENDER, message.id(), String.valueOf(message.from()), actor,
                        json.writeValueAsBytes(message)));
    }

    /// The raw message that is the body. Parameters are read from the query alone: asking the request for them would eat
    /// a body that is called a form.
    ///
    /// @throws Problem 400 for an empty one, 413 beyond the limit
    long mail(HttpServletRequest request, HttpServletResponse response, Actor actor) throws IOException {
        byte[] raw = RawBody.read(request, settings.maxMail());
        if (raw.length == 0) {
            throw Problem.badRequest("the body is empty: it must be a message as it came (RFC 5322)");
        }
        Way way = "way=file".equals(request.getQueryString()) ? Way.FILE : Way.EMAIL;
        return Objects.requireNonNull(transaction.execute(_ -> switch (idempotency.claim(request, sha256(raw))) {
            case Claim.Repeat repeat -> {
                repeat.mark(response);
                yield Long.valueOf(repeat.reference());
            }
            case Claim.Fresh fresh -> {
                long id = inbox.take(Incoming.mail(way, null, actor, raw));
                fresh.remember(Long.toString(id));
                yield Long.valueOf(id);
            }
        }));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
