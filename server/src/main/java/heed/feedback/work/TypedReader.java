package heed.feedback.work;

import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.TypedEvent;
import heed.feedback.work.Verdict.Said;
import heed.feedback.work.Verdict.Whom;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.address.Canonicalised;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import heed.rules.quarantine.ErrorReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Reads the typed events of `POST /feedback`: their sender has understood them already.
@Component
class TypedReader implements FeedbackReader {

    private final JsonMapper json;
    private final AddressParser parser;

    TypedReader(JsonMapper json, AddressParser parser) {
        this.json = json;
        this.parser = parser;
    }

    @Override
    public Set<String> senders() {
        return Set.of(TypedEvent.SENDER);
    }

    @Override
    public Verdict read(StoredFeedback item) {
        TypedEvent event = json.readValue(item.raw(), TypedEvent.class);
        Meaning type = event.meaning();
        Optional<ErrorReason> stated = event.errorReason();
        ErrorReason reason = stated.isPresent() ? stated.get() : usual(type);
        String written = Objects.requireNonNullElse(event.address(), "");
        Canonicalised address = parser.parse(event.onChannel(), written, null);
        return switch (address) {
            case Rejected(String why) -> Verdict.failed("the address cannot be read: " + why).about(List.of(written));
            case Canonical(String text) -> Verdict.of(new Said(new Address(event.onChannel(), text), type, reason,
                    SmtpCodes.enhanced(event.text()), event.text(), event.at()), "said:" + type.code())
                    .named(whom(event.deliveryId()));
        };
    }

    private static @Nullable Whom whom(@Nullable Long delivery) {
        return delivery == null ? null : Whom.delivery(delivery);
    }

    /// What a type says by itself.
    static @Nullable ErrorReason usual(Meaning type) {
        return switch (type) {
            case COMPLAINT -> ErrorReason.SPAM_COMPLAINT;
            case STOP -> ErrorReason.STOP_KEYWORD;
            case HARD, SOFT -> ErrorReason.NOT_DEFINED;
            case IGNORED, START, DELIVERED, UNSUBSCRIBE, UNCLEAR -> null;
        };
    }
}
