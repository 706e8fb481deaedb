package heed.feedback.hook;

import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.work.Verdict;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// SendGrid's signed event webhook: ECDSA over the timestamp and the body, a batch of events at a time.
@Component
class SendGridProvider implements Provider {

    private static final String SIGNATURE = "x-twilio-email-event-webhook-signature";
    private static final String TIMESTAMP = "x-twilio-email-event-webhook-timestamp";

    private final HookSettings settings;
    private final Events events;
    private final Optional<PublicKey> key;

    /// @throws IllegalStateException where the key of the settings is none: a start that fails is seen, events refused are
    ///         not
    SendGridProvider(HookSettings settings, Events events) {
        this.settings = settings;
        this.events = events;
        this.key = settings.sendgrid().isBlank() ? Optional.empty() : Optional.of(key(settings.sendgrid()));
    }

    private static PublicKey key(String text) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Proof.base64(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "HEED_HOOK_SENDGRID must be the verification key that SendGrid shows beside its event webhook", e);
        }
    }

    @Override
    public String code() {
        return "sendgrid";
    }

    @Override
    public boolean isOpen() {
        return !settings.sendgrid().isBlank();
    }

    @Override
    public boolean isGenuine(HookRequest request) {
        String timestamp = request.header(TIMESTAMP);
        return Proof.recent(timestamp, request.at(), settings.window()) && timestamp != null
                && key.isPresent()
                && signed(key.get(), timestamp, request.body(), Proof.base64(request.header(SIGNATURE)));
    }

    private static boolean signed(PublicKey key, String timestamp, byte[] body, byte[] given) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            signature.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            signature.update(body);
            return signature.verify(given);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public List<Incoming> events(HookRequest request) {
        return Events.json(request.body())
                .map(body -> Events.each(body).stream()
                        .map(event -> Events.incoming(code(), Events.text(event, "sg_event_id"), event)).toList())
                .orElseGet(() -> List.of(Events.incoming(code(), "", request.body())));
    }

    @Override
    public Verdict read(StoredFeedback item) {
        return Events.read(item, event -> {
            String what = Events.text(event, "event").toLowerCase(Locale.ROOT);
            return events.verdict(Channel.EMAIL, List.of(Events.text(event, "email")), diagnosis(what, event),
                    Events.moment(Events.text(event, "timestamp")), "sendgrid:" + what)
                    .named(events.copy(Events.text(event, "smtp-id")));
        });
    }

    private static Diagnosis diagnosis(String what, JsonNode event) {
        String said = (Events.text(event, "status") + " " + Events.text(event, "reason", "response")).strip();
        return switch (what) {
            case "bounce" -> Events.text(event, "type").equals("blocked")
                    ? Diagnosis.error(Meaning.IGNORED, ErrorReason.POLICY, said)
                    : Diagnosis.error(Meaning.HARD, ErrorReason.NOT_DEFINED, said);
            case "dropped" -> dropped(Events.text(event, "reason", "response"), said);
            case "delivered" -> Diagnosis.delivered(said);
            case "spamreport" -> Diagnosis.complaint(said);
            // A group is something of SendGrid's own: the wish is taken for all of the channel, never for less.
            case "unsubscribe", "group_unsubscribe" -> Diagnosis.unsubscribed(said);
            // Deferred is tried again; the others say nothing about the address.
            default -> Diagnosis.nothing(said);
        };
    }

    /// What SendGrid did not even try, by the reason alone. An invalid header is the sender's fault, as are its content and
    /// its quota (D2).
    private static Diagnosis dropped(String reason, String said) {
        String why = reason.toLowerCase(Locale.ROOT);
        if (why.contains("bounced")) {
            return Diagnosis.of(Meaning.HARD, ErrorReason.REFUSED, said);
        }
        if (why.contains("invalid") && !why.contains("header")) {
            return Diagnosis.of(Meaning.HARD, ErrorReason.USER_UNKNOWN, said);
        }
        if (why.contains("unsubscribed")) {
            return Diagnosis.unsubscribed(said);
        }
        return why.contains("spam report") ? Diagnosis.complaint(said) : Diagnosis.nothing(said);
    }
}
