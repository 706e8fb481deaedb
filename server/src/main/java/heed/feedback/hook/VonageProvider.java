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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Vonage: texts that people send, and what became of ours. A JWT (HS256) with a digest of the body or, from the SMS API, a
/// signature among the fields.
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
        return !settings.vonage().isBlank() || !settings.vonageSms().isBlank();
    }

    @Override
    public boolean isGenuine(HookRequest request) {
        return (!settings.vonage().isBlank() && isSigned(settings.vonage(), settings.window(), request))
                || (!settings.vonageSms().isBlank() && settings.vonageSmsMethod().isGenuine(settings.vonageSms(),
                        settings.window(), request));
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
        Optional<JsonNode> body = Events.body(request);
        String id = body.map(event -> Events.text(event, "message_uuid", "messageId", "message-id")).orElse("");
        String status = body.map(event -> Events.text(event, "status")).orElse("");
        String once = id.isEmpty() ? "" : (id + " " + status).strip();
        return List.of(request.isForm() && body.isPresent()
                ? Events.incoming(code(), once, body.get())
                : Events.incoming(code(), once, request.body()));
    }

    @Override
    public Verdict read(StoredFeedback item) {
        return Events.read(item, event -> {
            String status = Events.text(event, "status");
            Channel channel = Events.text(event, "channel").equals("whatsapp") ? Channel.WHATSAPP : Channel.SMS;
            return isInbound(status, event)
                    ? texts.read(channel, message(event))
                    : outbound(channel, status, event);
        });
    }

    /// A receipt has a `status`. What a person sends has a type instead, and words or a button, a picture, a voice: a wish
    /// to stop may be in each.
    private static boolean isInbound(String status, JsonNode event) {
        return status.isEmpty() && !event.has("err-code")
                && (event.has("text") || event.has("message_type") || event.has("type"));
    }

    /// Its numbers come without the plus.
    private static TextMessage message(JsonNode event) {
        return new TextMessage(number(Events.text(event, "msisdn", "from")), Events.text(event, "to"),
                words(event), at(event), null);
    }

    /// Those of a button, or of a line of a list, where that is what somebody touched; empty for a picture and the like.
    private static String words(JsonNode event) {
        List<String> places = List.of(Events.text(event, "text"), Events.text(event.path("button"), "text", "payload"),
                Events.text(event.path("reply"), "title", "id"));
        return places.stream().filter(words -> !words.isBlank()).findFirst().orElse("");
    }

    /// The SMS API's `timestamp` is that of the signature.
    private static @Nullable Instant at(JsonNode event) {
        String sms = Events.text(event, "message-timestamp");
        return Events.moment(sms.matches("[0-9-]{10} [0-9:]{8}")
                ? sms.replace(' ', 'T') + "Z"
                : Events.text(event, "timestamp"));
    }

    private Verdict outbound(Channel channel, String status, JsonNode event) {
        String code = Events.text(event, "err-code");
        String error = code.isEmpty() ? Events.text(event.path("error"), "title") : code;
        // In the SMS API's receipts the person is `msisdn`, and `to` is the sender.
        return events.verdict(channel, List.of(number(Events.text(event, "msisdn", "to"))),
                diagnosis(status, error, Events.text(event.path("error"), "detail")),
                at(event), "vonage:" + status + (error.isEmpty() ? "" : "/" + error));
    }

    private static Diagnosis diagnosis(String status, String error, String detail) {
        String said = (error + " " + detail).strip();
        return switch (status) {
            case "delivered", "read" -> Diagnosis.delivered("");
            case "undeliverable", "rejected", "failed", "expired" -> failed(error, said);
            default -> Diagnosis.nothing(said);
        };
    }

    private static Diagnosis failed(String error, String said) {
        return error.length() < 3 ? receipt(error, said) : message(error, said);
    }

    /// The codes of the SMS API's delivery receipts,
    /// https://developer.vonage.com/en/messaging/sms/guides/delivery-receipts. "Illegal number" (9) is said of someone who
    /// sent STOP.
    private static Diagnosis receipt(String error, String said) {
        return switch (error) {
            case "2", "7" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.NOT_CONNECTED, said);
            case "3" -> Diagnosis.of(Meaning.HARD, ErrorReason.USER_UNKNOWN, said);
            case "4" -> Diagnosis.of(Meaning.HARD, ErrorReason.REFUSED, said);
            case "5", "8", "11", "12", "15" -> Diagnosis.of(Meaning.SOFT, ErrorReason.UNREACHABLE, said);
            case "6", "10", "52" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.CONTENT, said);
            case "9" -> Diagnosis.of(Meaning.STOP, ErrorReason.STOP_KEYWORD, said);
            case "13", "50", "51", "53", "54" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.POLICY, said);
            case "14" -> Diagnosis.of(Meaning.SOFT, ErrorReason.REFUSED, said);
            case "16" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.RATE_LIMITED, said);
            default -> Diagnosis.of(Meaning.SOFT, ErrorReason.NOT_DEFINED, said);
        };
    }

    /// The codes of the messages API, https://developer.vonage.com/en/api-errors/messages. What is wrong with the request,
    /// the sender or the account says nothing about the number.
    private static Diagnosis message(String error, String said) {
        return switch (error) {
            case "1000", "1460" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.RATE_LIMITED, said);
            case "1010", "1020", "1021", "1022", "1030", "1060", "1070", "1080", "1100", "1120", "1130", "1140", "1150",
                    "1160", "1270", "1320", "1340", "1470", "1472", "1480", "1481", "1483", "1484" ->
                Diagnosis.of(Meaning.IGNORED, ErrorReason.POLICY, said);
            case "1090" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.SIZE, said);
            case "1050", "1280" -> Diagnosis.of(Meaning.SOFT, ErrorReason.REFUSED, said);
            case "1180", "1220" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.NOT_CONNECTED, said);
            case "1190" -> Diagnosis.of(Meaning.HARD, ErrorReason.USER_UNKNOWN, said);
            case "1210", "1482" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.CONTENT, said);
            case "1240" -> Diagnosis.of(Meaning.STOP, ErrorReason.STOP_KEYWORD, said);
            case "1200", "1230", "1250", "1260", "1290", "1310" ->
                Diagnosis.of(Meaning.SOFT, ErrorReason.UNREACHABLE, said);
            default -> Diagnosis.of(Meaning.SOFT, ErrorReason.NOT_DEFINED, said);
        };
    }

    private static String number(String digits) {
        return digits.isEmpty() || digits.startsWith("+") ? digits : "+" + digits;
    }
}
