package heed.feedback.hook;

import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.work.Verdict;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// SparkPost, which proves itself by HTTP basic authentication or an OAuth 2 token; a batch of events at a time.
@Component
class SparkPostProvider implements Provider {

    private static final String MSYS = "msys";

    private final HookSettings settings;
    private final Events events;

    SparkPostProvider(HookSettings settings, Events events) {
        this.settings = settings;
        this.events = events;
    }

    @Override
    public String code() {
        return "sparkpost";
    }

    @Override
    public boolean isOpen() {
        return !settings.sparkpost().isBlank();
    }

    @Override
    public boolean isGenuine(HookRequest request) {
        String secret = settings.sparkpost();
        String given = request.header("authorization");
        return secret.contains(":") ? Proof.basic(secret, given) : Proof.same("Bearer " + secret, given);
    }

    @Override
    public List<Incoming> events(HookRequest request) {
        return Events.json(request.body()).map(this::cut)
                .orElseGet(() -> List.of(Events.incoming(code(), "", request.body())));
    }

    private List<Incoming> cut(JsonNode body) {
        List<Incoming> cut = new ArrayList<>();
        for (JsonNode wrapped : Events.each(body)) {
            if (wrapped.path(MSYS).isObject()) {
                // Empty, it is SparkPost's test of the URL.
                wrapped.path(MSYS).forEach(
                        event -> cut.add(Events.incoming(code(), Events.text(event, "event_id"), event)));
            } else {
                cut.add(Events.incoming(code(), "", wrapped));
            }
        }
        return cut;
    }

    @Override
    public Verdict read(StoredFeedback item) {
        return Events.read(item, event -> {
            String type = Events.text(event, "type");
            if (type.isEmpty()) {
                return Verdict.failed("it is no event of SparkPost");
            }
            String bounceClass = Events.text(event, "bounce_class");
            return events.verdict(Channel.EMAIL, List.of(Events.text(event, "raw_rcpt_to", "rcpt_to")),
                    diagnosis(type, bounceClass, Events.text(event, "raw_reason", "reason", "fbtype")),
                    Events.moment(Events.text(event, "timestamp")),
                    "sparkpost:" + type + (bounceClass.isEmpty() ? "" : "/" + bounceClass))
                    .named(events.copy(Events.text(event, "msg_from")));
        });
    }

    private static Diagnosis diagnosis(String type, String bounceClass, String said) {
        return switch (type) {
            case "bounce", "out_of_band" -> bounce(bounceClass, said);
            case "spam_complaint" ->
                said.equals("not-spam") ? Diagnosis.nothing(said) : Diagnosis.complaint(said);
            case "list_unsubscribe", "link_unsubscribe" -> Diagnosis.unsubscribed(said);
            case "delivery" -> Diagnosis.delivered(said);
            default -> Diagnosis.nothing(said);
        };
    }

    /// SparkPost's bounce classification codes.
    private static Diagnosis bounce(String bounceClass, String said) {
        return switch (bounceClass) {
            case "10", "30" -> Diagnosis.error(Meaning.HARD, ErrorReason.USER_UNKNOWN, said);
            case "21", "24" -> Diagnosis.of(Meaning.SOFT, ErrorReason.UNREACHABLE, said);
            case "22" -> Diagnosis.of(Meaning.SOFT, ErrorReason.MAILBOX_FULL, said);
            case "23" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.SIZE, said);
            case "25", "40", "50", "54" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.POLICY, said);
            case "51", "52", "53" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.CONTENT, said);
            case "60", "100" -> Diagnosis.of(Meaning.IGNORED, ErrorReason.OUT_OF_OFFICE, said);
            case "80" -> Diagnosis.nothing(said);
            // Somebody answered that they want no more.
            case "90" -> Diagnosis.unsubscribed(said);
            default -> Diagnosis.error(Meaning.SOFT, ErrorReason.NOT_DEFINED, said);
        };
    }
}
