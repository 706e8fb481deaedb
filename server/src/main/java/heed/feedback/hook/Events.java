package heed.feedback.hook;

import heed.feedback.FeedbackState;
import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.Way;
import heed.feedback.email.MailClassifier;
import heed.feedback.work.Tokens;
import heed.feedback.work.Verdict;
import heed.feedback.work.Verdict.Said;
import heed.feedback.work.Verdict.Whom;
import heed.feedback.work.Words;
import heed.ledger.Actor;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.Moment;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.quarantine.ErrorReason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the events of all providers have in common.
@Component
class Events {

    private static final JsonMapper JSON = new JsonMapper();

    private final AddressParser parser;
    private final Supplier<MailClassifier> patterns;
    private final Function<List<String>, Optional<Whom>> copies;

    @Autowired
    Events(AddressParser parser, Words words, Tokens tokens) {
        this(parser, words::mail, tokens::copy);
    }

    /// @param patterns those that count at the moment
    /// @param copies whose copy of which delivery a return path or a Message-ID names
    Events(AddressParser parser, Supplier<MailClassifier> patterns,
            Function<List<String>, Optional<Whom>> copies) {
        this.parser = parser;
        this.patterns = patterns;
        this.copies = copies;
    }

    /// The JSON of a request or an item; empty for what is none.
    static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isContainer);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// The body of a request as JSON; a form's fields become those of an object.
    static Optional<JsonNode> body(HookRequest request) {
        if (!request.isForm()) {
            return json(request.body());
        }
        ObjectNode fields = JSON.createObjectNode();
        form(request.text()).forEach(fields::put);
        return Optional.of(fields);
    }

    /// The fields of a form.
    static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /// The first of these fields that holds text; empty for none.
    static String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode field = node.path(name);
            if (field.isValueNode() && !field.isNull()) {
                return field.asString("");
            }
        }
        return "";
    }

    /// The elements of an array, or the one thing itself.
    static List<JsonNode> each(JsonNode node) {
        List<JsonNode> each = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each::add);
        } else {
            each.add(node);
        }
        return each;
    }

    /// An event about to be stored, under its id or, where it has none, under its bytes.
    static Incoming incoming(String provider, String id, byte[] raw) {
        return incoming(provider, id, "", raw);
    }

    static Incoming incoming(String provider, String id, JsonNode event) {
        return incoming(provider, id, "", event);
    }

    /// @param about what makes the id unique together with it
    static Incoming incoming(String provider, String id, String about, JsonNode event) {
        return incoming(provider, id, about, JSON.writeValueAsBytes(event));
    }

    private static Incoming incoming(String provider, String id, String about, byte[] raw) {
        return Incoming.event(Way.HOOK, provider, id.isBlank() ? Proof.sha256(raw) : id, id.isBlank() ? "" : about,
                new Actor("hook:" + provider), raw);
    }

    /// What a JSON event means.
    static Verdict read(StoredFeedback item, Function<JsonNode, Verdict> reader) {
        return json(item.raw()).map(reader).orElseGet(() -> Verdict.failed("it is not JSON"));
    }

    /// What a provider says about an address, as it writes it.
    record Told(String written, Diagnosis what) {}

    /// What an event about some addresses means, the same for all of them.
    Verdict verdict(Channel channel, List<String> written, Diagnosis told, @Nullable Instant at, String pattern) {
        Diagnosis what = told.judged(patterns.get());
        List<Said> said = said(channel, written.stream().map(one -> new Told(one, what)).toList(), at);
        if (said.isEmpty()) {
            return what.type() == Meaning.IGNORED
                    ? ignored(channel, written, what, pattern)
                    : Verdict.failed("it names no address that can be read").about(written);
        }
        return Verdict.of(said, pattern);
    }

    /// What an event means that says something of its own about each address; the weightiest stands for all.
    Verdict verdict(Channel channel, List<Told> told, @Nullable Instant at, String pattern) {
        List<Told> judged = told.stream().map(one -> new Told(one.written(), one.what().judged(patterns.get())))
                .sorted(Comparator.comparingInt(one -> weight(one.what().type()))).toList();
        List<Said> said = said(channel, judged, at);
        return said.isEmpty()
                ? Verdict.failed("it names no address that can be read")
                        .about(judged.stream().map(Told::written).toList())
                : Verdict.of(said, pattern);
    }

    private List<Said> said(Channel channel, List<Told> told, @Nullable Instant at) {
        List<Said> said = new ArrayList<>();
        for (Told one : told) {
            if (parser.parse(channel, one.written(), null) instanceof Canonical(String canonical)) {
                Diagnosis what = one.what();
                said.add(new Said(new Address(channel, canonical), what.type(), what.reason(), what.code(), what.text(),
                        at));
            }
        }
        return said;
    }

    private static int weight(Meaning meaning) {
        return switch (meaning) {
            case HARD -> 0;
            case SOFT -> 1;
            case COMPLAINT, STOP, START, DELIVERED, UNSUBSCRIBE, UNCLEAR -> 2;
            case IGNORED -> 3;
        };
    }

    /// Whose copy of which delivery it was, where the provider repeats our return path or Message-ID; else null.
    @Nullable
    Whom copy(String... texts) {
        return copies.apply(List.of(texts)).orElse(null);
    }

    private static Verdict ignored(Channel channel, List<String> written, Diagnosis what, String pattern) {
        ErrorReason reason = what.reason();
        return new Verdict(FeedbackState.CLASSIFIED, Meaning.IGNORED, reason, what.code(), pattern, what.text(), null,
                channel, written, List.of(), null, null);
    }

    /// A moment as providers write it; null for what is none.
    static @Nullable Instant moment(String text) {
        try {
            if (text.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
                return Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000));
            }
            return text.isBlank() ? null : Moment.of(text);
        } catch (IllegalArgumentException | DateTimeException notOne) {
            return null;
        }
    }
}
