package heed.feedback.hook;

import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.work.Verdict;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Postmark, which proves itself by HTTP basic authentication in the webhook's URL.
@Component
class PostmarkProvider implements Provider {

    private final HookSettings settings;
    private final Events events;

    PostmarkProvider(HookSettings settings, Events events) {
        this.settings = settings;
        this.events = events;
    }

    @Override
    public String code() {
        return "postmark";
    }

    @Override
    public boolean isOpen() {
        return !settings.postmark().isBlank();
    }

    @Override
    public boolean isGenuine(HookRequest request) {
        return Proof.basic(settings.postmark(), request.header("authorization"));
    }

    @Override
    public List<Incoming> events(HookRequest request) {
        Optional<JsonNode> body = Events.json(request.body());
        String id = body.map(event -> Events.text(event, "RecordType") + " " + Events.text(event, "ID", "MessageID"))
                .orElse("");
        boolean known = body.isPresent() && body.get().has("ID");
        return List.of(Events.incoming(code(), known ? id : "", request.body()));
    }

    @Override
    public Verdict read(StoredFeedback item) {
        return Events.read(item, event -> {
            String record = Events.text(event, "RecordType");
            String type = Events.text(event, "Type", "SuppressionReason");
            return events.verdict(Channel.EMAIL, List.of(Events.text(event, "Email", "Recipient")),
                    diagnosis(record, type, event),
                    Events.moment(Events.text(event, "BouncedAt", "DeliveredAt", "ChangedAt", "ReceivedAt")),
                    "postmark:" + record + (type.isEmpty() ? "" : "/" + type));
        });
    }

    private static Diagnosis diagnosis(String record, String type, JsonNode event) {
        String said = (Events.text(event, "Details") + " " + Events.text(event, "Description")).strip();
        return switch (record) {
            case "Bounce" -> bounce(type, said);
            case "SpamComplaint" -> Diagnosis.complaint(said);
            case "Delivery" -> Diagnosis.delivered(said);
            case "SubscriptionChange" -> change(type, event, said);
            default -> Diagnosis.nothing(said);
        };
    }

    private static Diagnosis bounce(String type, String said) {
        return switch (type) {
            case "HardBounce", "BadEmailAddress" -> Diagnosis.error(Meaning.HARD, ErrorReason.USER_UNKNOWN, said);
            case "ManuallyDeactivated" -> Diagnosis.of(Meaning.HARD, ErrorReason.REFUSED, said);
            case "SoftBounce", "Transient", "Unknown" ->
                Diagnosis.error(Meaning.SOFT, ErrorReason.NOT_DEFINED, said);
            case "DnsError" -> Diagnosis.of(Meaning.SOFT, ErrorReason.UNREACHABLE, said);
            case "SpamComplaint" -> Diagnosis.complaint(said);
            case "Unsubscribe" -> Diagnosis.unsubscribed(said);
            case "SpamNotification", "VirusNotification" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.CONTENT, said);
            case "Blocked", "DMARCPolicy" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.POLICY, said);
            case "AutoResponder", "ChallengeVerification" ->
                Diagnosis.of(Meaning.IGNORED, ErrorReason.OUT_OF_OFFICE, said);
            default -> Diagnosis.nothing(said);
        };
    }

    private static Diagnosis change(String reason, JsonNode event, String said) {
        if (!event.path("SuppressSending").asBoolean(false)) {
            return Diagnosis.nothing(said);
        }
        return switch (reason) {
            case "HardBounce" -> Diagnosis.of(Meaning.HARD, ErrorReason.NOT_DEFINED, said);
            case "SpamComplaint" -> Diagnosis.complaint(said);
            case "ManualSuppression" -> Diagnosis.unsubscribed(said);
            default -> Diagnosis.nothing(said);
        };
    }
}
