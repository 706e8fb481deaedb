package heed.delivery;

import heed.delivery.Delivery.Plan;
import heed.delivery.Delivery.ServiceRef;
import heed.rules.Channel;
import heed.rules.Moment;
import heed.rules.Typology;
import heed.web.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a delivery is to be from a request's body. Every refusal is a 400 that names the field.
@Component
public class DeliveryParser {
    private static final Set<String> FIELDS = Set.of("label", "channel", "service", "typology", "contactDate",
            "audience");
    private static final int LONGEST_LABEL = 255;

    private final AudienceStore audiences;

    DeliveryParser(AudienceStore audiences) {
        this.audiences = audiences;
    }

    /// A whole body.
    ///
    /// @throws Problem 400 naming the field that is wrong
    public Plan parse(ObjectNode body) {
        for (String name : body.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw Problem.badRequest(name, "is unknown here");
            }
        }
        String code = required(body, "channel");
        String label = label(required(body, "label"));
        Channel channel = Channel.ofCode(code)
                .orElseThrow(() -> Problem.badRequest("channel", "no channel is called this"));
        return new Plan(label, channel, service(optional(body, "service"), channel),
                typology(optional(body, "typology")),
                moment(optional(body, "contactDate")), audience(body.path("audience")));
    }

    /// A merge patch (RFC 7396) of a plan: fields that are named take the place of the old ones, null removes; an
    /// audience is replaced as a whole.
    Plan patch(Plan plan, ObjectNode patch) {
        ObjectNode body = DeliveryView.body(plan);
        patch.propertyStream().forEach(field -> body.set(field.getKey(), field.getValue()));
        return parse(body);
    }

    private Audience audience(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            throw Problem.badRequest("audience", "is missing");
        }
        Audience audience = AudienceJson.read(json);
        if (audience instanceof Audience.Subscribers(String name) && audiences.service(name, true).isEmpty()) {
            throw Problem.badRequest("audience.name", "no service has this name");
        }
        if (audience instanceof Audience.Imported(long id) && !audiences.importExists(id)) {
            throw Problem.badRequest("audience.id", "no import has this id");
        }
        return audience;
    }

    private @Nullable ServiceRef service(@Nullable String name, Channel channel) {
        if (name == null) {
            return null;
        }
        ServiceRef service = audiences.service(name, false)
                .orElseThrow(() -> Problem.badRequest("service", "no service has this name"));
        if (audiences.channel(service) != channel) {
            throw Problem.badRequest("service", "this service is for another channel");
        }
        return service;
    }

    /// The typology of a code; null is the default, `marketing`.
    static Typology typology(@Nullable String name) {
        return name == null
                ? Typology.MARKETING
                : Typology.builtIn(name)
                        .orElseThrow(() -> Problem.badRequest("typology", "must be marketing or transactional"));
    }

    private static String label(String label) {
        if (label.isBlank() || label.length() > LONGEST_LABEL) {
            throw Problem.badRequest("label", "must have 1 to " + LONGEST_LABEL + " characters");
        }
        return label;
    }

    private static @Nullable Instant moment(@Nullable String time) {
        if (time == null) {
            return null;
        }
        try {
            return Moment.of(time).truncatedTo(ChronoUnit.MICROS);
        } catch (IllegalArgumentException refused) {
            throw Problem.badRequest("contactDate", String.valueOf(refused.getMessage()));
        }
    }

    private static String required(ObjectNode body, String field) {
        String value = optional(body, field);
        if (value == null) {
            throw Problem.badRequest(field, "is missing");
        }
        return value;
    }

    private static @Nullable String optional(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Problem.badRequest(field, "must be text");
        }
        return value.stringValue();
    }
}
