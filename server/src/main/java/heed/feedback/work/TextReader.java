package heed.feedback.work;

import heed.feedback.StoredFeedback;
import heed.feedback.TextMessage;
import heed.rules.Channel;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Reads the texts of `POST /feedback/sms`.
@Component
class TextReader implements FeedbackReader {

    private final JsonMapper json;
    private final Texts texts;

    TextReader(JsonMapper json, Texts texts) {
        this.json = json;
        this.texts = texts;
    }

    @Override
    public Set<String> senders() {
        return Set.of(TextMessage.SENDER);
    }

    @Override
    public Verdict read(StoredFeedback item) {
        return texts.read(Channel.SMS, json.readValue(item.raw(), TextMessage.class));
    }
}
