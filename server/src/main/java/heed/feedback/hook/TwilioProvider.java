package heed.feedback.hook;

import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.TextMessage;
import heed.feedback.work.Texts;
import heed.feedback.work.Verdict;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Twilio: texts that people send, and what became of ours. An HMAC over the URL as Twilio called it and the fields.
@Component
class TwilioProvider implements Provider {

    private static final String WHATSAPP = "whatsapp:";

    private final HookSettings settings;
    private final Texts texts;
    private final Events events;

    TwilioProvider(HookSettings settings, Texts texts, Events events) {
        this.settings = settings;
        this.texts = texts;
        this.events = events;
    }

    @Override
    public String code() {
        return "twilio";
    }

    @Override
    public boolean isOpen() {
        return !settings.twilio().isBlank();
    }

    @Override
    public boolean isGenuine(HookRequest request) {
        return isSigned(settings.twilio(), request);
    }

    static boolean isSigned(String token, HookRequest request) {
        StringBuilder signed = new StringBuilder(request.url());
        new TreeMap<>(Events.form(request.text())).forEach((name, value) -> signed.append(name).append(value));
        return Proof.same(Base64.getEncoder().encodeToString(Proof.hmac("HmacSHA1", token, signed.toString())),
                request.header("x-twilio-signature"));
    }

    @Override
    public List<Incoming> events(HookRequest request) {
        Map<String, String> fields = Events.form(request.text());
        String sid = fields.getOrDefault("MessageSid", fields.getOrDefault("SmsSid", ""));
        String status = fields.getOrDefault("MessageStatus", "");
        return List.of(Events.incoming(code(), sid.isEmpty() ? "" : (sid + " " + status).strip(), request.body()));
    }

    @Override
    public Verdict read(StoredFeedback item) {
        Map<String, String> fields = Events.form(new String(item.raw(), StandardCharsets.UTF_8));
        String status = fields.getOrDefault("MessageStatus", "");
        return status.isEmpty() && fields.containsKey("Body") ? inbound(fields) : outbound(fields, status);
    }

    private Verdict inbound(Map<String, String> fields) {
        String from = fields.getOrDefault("From", "");
        String to = fields.getOrDefault("To", "");
        // Twilio has its own keywords, the account's among them, and has blocked the number already.
        String word = fields.getOrDefault("OptOutType", "");
        String body = word.isEmpty() ? fields.getOrDefault("Body", "") : word;
        Channel channel = from.startsWith(WHATSAPP) ? Channel.WHATSAPP : Channel.SMS;
        Verdict verdict = texts.read(channel, new TextMessage(plain(from), plain(to), body, null, null));
        // What it answered itself is not answered again.
        return word.isEmpty() ? verdict : verdict.answered(null);
    }

    private Verdict outbound(Map<String, String> fields, String status) {
        String to = fields.getOrDefault("To", "");
        Channel channel = to.startsWith(WHATSAPP) ? Channel.WHATSAPP : Channel.SMS;
        String error = fields.getOrDefault("ErrorCode", "");
        return events.verdict(channel, List.of(plain(to)), diagnosis(status, error), null,
                "twilio:" + status + (error.isEmpty() ? "" : "/" + error));
    }

    private static Diagnosis diagnosis(String status, String error) {
        return switch (status) {
            case "delivered", "read" -> Diagnosis.delivered("");
            case "undelivered", "failed" -> failed(error);
            default -> Diagnosis.nothing("");
        };
    }

    /// Twilio's error codes of messages.
    private static Diagnosis failed(String error) {
        return switch (error) {
            case "30003" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.NOT_CONNECTED, error);
            case "30004" -> Diagnosis.of(Meaning.HARD, ErrorReason.REFUSED, error);
            case "30005", "21211", "21614" -> Diagnosis.of(Meaning.HARD, ErrorReason.USER_UNKNOWN, error);
            case "30006" -> Diagnosis.of(Meaning.HARD, ErrorReason.UNREACHABLE, error);
            case "30007" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.POLICY, error);
            case "21610" -> Diagnosis.of(Meaning.STOP, ErrorReason.STOP_KEYWORD, error);
            case "30008" -> Diagnosis.of(Meaning.SOFT, ErrorReason.NOT_DEFINED, error);
            default -> Diagnosis.nothing(error);
        };
    }

    private static String plain(String number) {
        return number.startsWith(WHATSAPP) ? number.substring(WHATSAPP.length()) : number;
    }
}
