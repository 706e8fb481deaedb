package heed.feedback.hook;

import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.hook.Events.Told;
import heed.feedback.work.Verdict;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Amazon SES, which speaks through SNS: signed by a certificate of Amazon, from the topics of the settings alone.
@Component
class SesProvider implements Provider {

    private final HookSettings settings;
    private final SnsSignature signature;
    private final Events events;

    SesProvider(HookSettings settings, SnsSignature signature, Events events) {
        this.settings = settings;
        this.signature = signature;
        this.events = events;
    }

    @Override
    public String code() {
        return "ses";
    }

    @Override
    public boolean isOpen() {
        return !settings.ses().isBlank();
    }

    @Override
    public boolean isGenuine(HookRequest request) {
        Optional<JsonNode> message = Events.json(request.body());
        if (message.isEmpty() || !ours(Events.text(message.get(), "TopicArn"))) {
            return false;
        }
        Instant at = Events.moment(Events.text(message.get(), "Timestamp"));
        return at != null && Proof.recent(at, request.at(), settings.window()) && signature.isGenuine(message.get());
    }

    private boolean ours(String topic) {
        return !topic.isEmpty() && Arrays.stream(settings.ses().split(",", -1)).map(String::strip)
                .anyMatch(topic::equals);
    }

    /// A topic that asks whether it may speak is answered, for it is one of the settings.
    @Override
    public void kept(HookRequest request) {
        Events.json(request.body()).filter(one -> Events.text(one, "Type").equals("SubscriptionConfirmation"))
                .ifPresent(one -> signature.confirm(Events.text(one, "SubscribeURL")));
    }

    @Override
    public List<Incoming> events(HookRequest request) {
        Optional<JsonNode> message = Events.json(request.body());
        String id = message.map(one -> Events.text(one, "MessageId")).orElse("");
        return List.of(Events.incoming(code(), id, request.body()));
    }

    @Override
    public Verdict read(StoredFeedback item) {
        return Events.read(item, this::read);
    }

    private Verdict read(JsonNode sns) {
        // Raw delivery leaves the envelope of SNS away; a console's test comes without, too.
        JsonNode event = Events.json(Events.text(sns, "Message").getBytes(StandardCharsets.UTF_8)).orElse(sns);
        String type = Events.text(event, "notificationType", "eventType");
        JsonNode mail = event.path("mail");
        return read(sns, event, mail, type).named(events.copy(Events.text(mail, "source"),
                Events.text(mail.path("commonHeaders"), "messageId")));
    }

    private Verdict read(JsonNode sns, JsonNode event, JsonNode mail, String type) {
        return switch (type) {
            case "Bounce" -> bounce(event.path("bounce"));
            case "Complaint" -> complaint(event.path("complaint"));
            case "Delivery" -> verdict(plain(event.path("delivery").path("recipients")),
                    Diagnosis.delivered(Events.text(event.path("delivery"), "smtpResponse")),
                    Events.text(event.path("delivery"), "timestamp"), "ses:Delivery");
            case "Subscription" -> verdict(plain(mail.path("destination")), subscription(event.path("subscription")),
                    Events.text(event.path("subscription"), "timestamp"), "ses:Subscription");
            default -> verdict(plain(mail.path("destination")), Diagnosis.nothing(""), "",
                    "ses:" + (type.isEmpty() ? Events.text(sns, "Type") : type));
        };
    }

    /// Each recipient by what its own server said.
    private Verdict bounce(JsonNode bounce) {
        String kind = Events.text(bounce, "bounceType");
        String sub = Events.text(bounce, "bounceSubType");
        List<Told> told = new ArrayList<>();
        for (JsonNode one : bounce.path("bouncedRecipients")) {
            String said = (Events.text(one, "status") + " " + Events.text(one, "diagnosticCode")).strip();
            told.add(new Told(Events.text(one, "emailAddress"), diagnosis(kind, sub, said)));
        }
        return events.verdict(Channel.EMAIL, told, Events.moment(Events.text(bounce, "timestamp")),
                "ses:" + kind + "/" + sub);
    }

    private static Diagnosis diagnosis(String kind, String sub, String said) {
        if (kind.equals("Transient") && sub.equals("General") && said.isEmpty()) {
            // Amazon says the same of an automatic reply, which no server gave a status.
            return Diagnosis.of(Meaning.IGNORED, ErrorReason.OUT_OF_OFFICE, said);
        }
        return switch (sub) {
            case "MailboxFull" -> Diagnosis.of(Meaning.SOFT, ErrorReason.MAILBOX_FULL, said);
            case "MessageTooLarge" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.SIZE, said);
            case "ContentRejected", "AttachmentRejected" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.CONTENT, said);
            case "NoEmail" -> Diagnosis.of(Meaning.HARD, ErrorReason.USER_UNKNOWN, said);
            // It is on a list of those that bounced before.
            case "Suppressed", "OnAccountSuppressionList" -> Diagnosis.of(Meaning.HARD, ErrorReason.REFUSED, said);
            default -> Diagnosis.error(kind.equals("Permanent") ? Meaning.HARD : Meaning.SOFT, ErrorReason.NOT_DEFINED,
                    said);
        };
    }

    /// Amazon's own subscription management. A topic is something of Amazon's own: who leaves one wants no less than all of
    /// the channel, as far as Heed can tell.
    private static Diagnosis subscription(JsonNode subscription) {
        JsonNode now = subscription.path("newTopicPreferences");
        Set<String> left = left(now);
        left.removeAll(left(subscription.path("oldTopicPreferences")));
        boolean all = now.path("unsubscribeAll").asBoolean(false);
        return all || !left.isEmpty() ? Diagnosis.unsubscribed("") : Diagnosis.nothing("");
    }

    private static Set<String> left(JsonNode preferences) {
        Set<String> left = new HashSet<>();
        for (JsonNode topic : preferences.path("topicSubscriptionStatus")) {
            if (Events.text(topic, "subscriptionStatus").equalsIgnoreCase("OptOut")) {
                left.add(Events.text(topic, "topicName"));
            }
        }
        return left;
    }

    private Verdict complaint(JsonNode complaint) {
        String kind = Events.text(complaint, "complaintFeedbackType");
        // A1: "not spam" is the opposite of a complaint.
        Diagnosis what = kind.equals("not-spam") ? Diagnosis.nothing(kind) : Diagnosis.complaint(kind);
        return verdict(addresses(complaint.path("complainedRecipients")), what, Events.text(complaint, "timestamp"),
                "ses:Complaint/" + kind);
    }

    private Verdict verdict(List<String> addresses, Diagnosis what, String at, String pattern) {
        return events.verdict(Channel.EMAIL, addresses, what, Events.moment(at), pattern);
    }

    private static List<String> addresses(JsonNode recipients) {
        List<String> addresses = new ArrayList<>();
        recipients.forEach(one -> addresses.add(Events.text(one, "emailAddress")));
        return addresses;
    }

    private static List<String> plain(JsonNode recipients) {
        List<String> addresses = new ArrayList<>();
        recipients.forEach(one -> addresses.add(one.asString("")));
        return addresses;
    }
}
