package heed.feedback.hook;

import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.TextMessage;
import heed.feedback.work.Texts;
import heed.feedback.work.Verdict;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Vonage: texts that people send, and what became of ours. A JWT (HS256) with a digest of the body.
@Component
class VonageProvider implements Provider {

    private static final String BEARER = "Bearer ";

    private final HookSettings settings;
    private final Texts texts;
    private final Events events;

    VonageProvider(HookSettings settings, Texts texts, Events events) {
        this.settings = settings;
        this.texts = texts;
        this.events = events;
    }

    @Override
    public String code() {
        return "vonage";
    }

    @Override
    public boolean isOpen() {
        return !settings.vonage().isBlank();
    }

    @Override
    public boolean isGenuine(HookRequest request) {
        return isSigned(settings.vonage(), settings.window(), request);
    }

    static boolean isSigned(String secret, Duration window, HookRequest request) {
        String authorization = request.header("authorization");
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return false;
        }
        String[] parts = authorization.substring(BEARER.length()).strip().split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        Optional<JsonNode> header = Events.json(Proof.base64Url(parts[0]));
        Optional<JsonNode> claims = Events.json(Proof.base64Url(parts[1]));
        byte[] signature = Proof.hmac("HmacSHA256", secret, parts[0] + "." + parts[1]);
        // No other algorithm is taken, "none" least of all.
        return header.isPresent() && Events.text(header.get(), "alg").equals("HS256")
                && MessageDigest.isEqual(signature, Proof.base64Url(parts[2])) && claims.isPresent()
                && Proof.recent(Events.text(claims.get(), "iat"), request.at(), window)
                && Proof.same(Proof.sha256(request.body()), Events.text(claims.get(), "payload_hash"));
    }

    @Override
    public List<Incoming> events(HookRequest request) {
        Optional<JsonNode> body = Events.json(request.body());
        String id = body.map(event -> Events.text(event, "message_uuid", "messageId", "message-id")).orElse("");
        String status = body.map(event -> Events.text(event, "status")).orElse("");
        return List.of(Events.incoming(code(), id.isEmpty() ? "" : (id + " " + status).strip(), request.body()));
    }

    @Override
    public Verdict read(StoredFeedback item) {
        return Events.read(item, event -> {
            String status = Events.text(event, "status");
            Channel channel = Events.text(event, "channel").equals("whatsapp") ? Channel.WHATSAPP : Channel.SMS;
            return status.isEmpty() && event.has("text")
                    ? texts.read(channel, message(event))
                    : outbound(channel, status, event);
        });
    }

    /// Its numbers come without the plus.
    private static TextMessage message(JsonNode event) {
        return new TextMessage(number(Events.text(event, "msisdn", "from")), Events.text(event, "to"),
                Events.text(event, "text"), Events.moment(Events.text(event, "timestamp")), null);
    }

    private Verdict outbound(Channel channel, String status, JsonNode event) {
        String code = Events.text(event, "err-code");
        String error = code.isEmpty() ? Events.text(event.path("error"), "title") : code;
        // In the SMS API's receipts the person is `msisdn`, and `to` is the sender.
        return events.verdict(channel, List.of(number(Events.text(event, "msisdn", "to"))),
                diagnosis(status, error, Events.text(event.path("error"), "detail")),
                Events.moment(Events.text(event, "timestamp")),
                "vonage:" + status + (error.isEmpty() ? "" : "/" + error));
    }

    private static Diagnosis diagnosis(String status, String error, String detail) {
        String said = (error + " " + detail).strip();
        return switch (status) {
            case "delivered", "read" -> Diagnosis.delivered("");
            case "undeliverable", "rejected", "failed", "expired" -> failed(error, said);
            default -> Diagnosis.nothing(said);
        };
    }

    /// The codes of Vonage's delivery receipts, and those of its messages API.
    private static Diagnosis failed(String error, String said) {
        return switch (error) {
            case "2", "1020" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.NOT_CONNECTED, said);
            case "3", "9", "1120", "1320" -> Diagnosis.of(Meaning.HARD, ErrorReason.USER_UNKNOWN, said);
            case "6", "1290" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.CONTENT, said);
            case "12", "1260" -> Diagnosis.of(Meaning.SOFT, ErrorReason.UNREACHABLE, said);
            case "99", "1", "" -> Diagnosis.of(Meaning.SOFT, ErrorReason.NOT_DEFINED, said);
            default -> Diagnosis.nothing(said);
        };
    }

    private static String number(String digits) {
        return digits.isEmpty() || digits.startsWith("+") ? digits : "+" + digits;
    }
}
