package heed.feedback.work;

import heed.feedback.Meaning;
import heed.feedback.TextMessage;
import heed.feedback.text.TextMeaning;
import heed.feedback.work.Verdict.Reply;
import heed.feedback.work.Verdict.Said;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a text from a number means, whoever brought it (T1): a STOP counts for the number, whatever short code it came
/// to.
@Component
public class Texts {

    private final Words words;
    private final AddressParser parser;

    Texts(Words words, AddressParser parser) {
        this.words = words;
        this.parser = parser;
    }

    /// What it means for the number on that channel.
    public Verdict read(Channel channel, TextMessage message) {
        String from = Objects.requireNonNullElse(message.from(), "");
        Canonicalised number = parser.parse(channel, from, null);
        return switch (number) {
            case Rejected(String why) -> Verdict.failed("the number cannot be read: " + why).about(List.of(from));
            case Canonical(String canonical) -> read(new Address(channel, canonical), message);
        };
    }

    private Verdict read(Address number, TextMessage message) {
        String text = Objects.requireNonNullElse(message.text(), "");
        TextMeaning found = words.texts().of(text, message.to());
        Meaning meaning = switch (found.intent()) {
            case STOP -> Meaning.STOP;
            case START -> Meaning.START;
            case HELP -> Meaning.IGNORED;
            case UNCLEAR -> Meaning.UNCLEAR;
        };
        Said said = new Said(number, meaning, TypedReader.usual(meaning), null, text, message.at());
        String keyword = found.keyword();
        return Verdict.of(said, keyword == null ? "no keyword" : "keyword:" + keyword)
                .answered(reply(found, message.to()));
    }

    private static @Nullable Reply reply(TextMeaning found, @Nullable String shortCode) {
        String text = found.reply();
        return text == null || text.isBlank()
                ? null
                : new Reply(found.intent().code(), shortCode, found.language(), text);
    }
}
