package heed.feedback.hook;

import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.work.Verdict;
import heed.feedback.work.Verdict.Whom;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Mailgun: an HMAC over timestamp and token, in the body. The body itself is not signed, so a token is good for one body.
@Component
class MailgunProvider implements Provider {

    private static final String DATA = "event-data";

    private final HookSettings settings;
    private final TokenStore tokens;
    private final Events events;

    MailgunProvider(HookSettings settings, TokenStore tokens, Events events) {
        this.settings = settings;
        this.tokens = tokens;
        this.events = events;
    }

    @Override
    public String code() {
        return "mailgun";
    }

    @Override
    public boolean isOpen() {
        return !settings.mailgun().isBlank();
    }

    @Override
    public boolean isGenuine(HookRequest request) {
        // Legacy webhooks are forms.
        Optional<JsonNode> body = Events.body(request);
        if (body.isEmpty()) {
            return false;
        }
        JsonNode signature = body.get().has("signature") && body.get().path("signature").isObject()
                ? body.get().path("signature")
                : body.get();
        String timestamp = Events.text(signature, "timestamp");
        String token = Events.text(signature, "token");
        String expected = HexFormat.of().formatHex(Proof.hmac("HmacSHA256", settings.mailgun(), timestamp + token));
        return !token.isEmpty() && Proof.same(expected, Events.text(signature, "signature"))
                && Proof.recent(timestamp, request.at(), settings.window())
                && tokens.use(code(), token, Proof.sha256(request.body()), request.at());
    }

    @Override
    public List<Incoming> events(HookRequest request) {
        JsonNode body = Events.body(request).orElseThrow();
        JsonNode event = body.has(DATA) ? body.path(DATA) : body;
        String id = Events.text(event, "id");
        // Mailgun calls an id unique within a day; the time of a legacy webhook, which has none, is that of its signature.
        return List.of(id.isEmpty()
                ? Events.incoming(code(), Events.text(event, "token"), event)
                : Events.incoming(code(), id, Events.text(event, "timestamp"), event));
    }

    @Override
    public Verdict read(StoredFeedback item) {
        return Events.read(item, event -> {
            String what = Events.text(event, "event");
            String severity = Events.text(event, "severity");
            return events.verdict(Channel.EMAIL, List.of(Events.text(event, "recipient")),
                    diagnosis(what, severity, event), Events.moment(Events.text(event, "timestamp")),
                    "mailgun:" + what + (severity.isEmpty() ? "" : "/" + severity)).named(copy(event));
        });
    }

    private @Nullable Whom copy(JsonNode event) {
        return events.copy("<" + Events.text(event.path("message").path("headers"), "message-id") + ">",
                Events.text(event.path("envelope"), "sender"), Events.text(event, "Message-Id"));
    }

    private static Diagnosis diagnosis(String what, String severity, JsonNode event) {
        JsonNode status = event.path("delivery-status");
        String said = String.join(" ", List.of(Events.text(status, "enhanced-code"), Events.text(status, "message"),
                Events.text(status, "description"), Events.text(event, "error"), Events.text(event, "description")))
                .replaceAll("\\s+", " ").strip();
        String reason = Events.text(event, "reason");
        return switch (what) {
            case "failed" -> severity.equals("permanent") ? failed(reason, said) : Diagnosis.nothing(said);
            case "bounced" -> Diagnosis.error(Meaning.HARD, ErrorReason.NOT_DEFINED, said);
            case "dropped" -> reason.equals("hardfail") ? failed("suppress-bounce", said) : Diagnosis.nothing(said);
            case "delivered" -> Diagnosis.delivered(said);
            case "complained" -> Diagnosis.complaint(said);
            case "unsubscribed" -> Diagnosis.unsubscribed(said);
            default -> Diagnosis.nothing(said);
        };
    }

    private static Diagnosis failed(String reason, String said) {
        return switch (reason) {
            case "suppress-bounce" -> Diagnosis.of(Meaning.HARD, ErrorReason.REFUSED, said);
            case "suppress-complaint" -> Diagnosis.complaint(said);
            case "suppress-unsubscribe" -> Diagnosis.unsubscribed(said);
            default -> Diagnosis.error(Meaning.HARD, ErrorReason.NOT_DEFINED, said);
        };
    }
}
