package heed.delivery.page;

import heed.delivery.Audience;
import heed.delivery.Delivery.Plan;
import heed.web.page.FormField;
import heed.web.page.Formats;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The form of a delivery, field by field, as it was typed; null where the form did not have the field.
///
/// @param contactDate on the operator's clock, as `<input type="datetime-local">` sends it
/// @param audience the type of the audience; of the next three fields only that of its type counts
/// @param keys one a line; empty where they are too many to be shown
/// @param audienceService the service whose subscribers it is for
/// @param audienceImport the number of the import whose profiles it is for
record DeliveryForm(@Nullable String label, @Nullable String channel, @Nullable String typology,
        @Nullable String service, @Nullable String contactDate, @Nullable String audience, @Nullable String keys,
        @Nullable String audienceService, @Nullable String audienceImport) {

    /// Nothing said.
    static final DeliveryForm NOTHING = new DeliveryForm(null, null, null, null, null, null, null, null, null);

    /// What a new form shows.
    static final DeliveryForm USUAL = new DeliveryForm("", "email", "marketing", "", "", "all", "", "", "");

    /// A page with more keys than these would be too large.
    private static final int MOST_SHOWN = 1000;

    /// What the form of this plan shows.
    static DeliveryForm of(Plan plan, ZoneId zone) {
        Audience whom = plan.audience();
        return new DeliveryForm(plan.label(), plan.channel().code(), plan.typology().name(),
                plan.service() == null ? "" : plan.service().name(), local(plan.contactDate(), zone),
                AudienceWords.of(whom).type(), whom instanceof Audience.Profiles(List<String> all) ? shown(all) : "",
                whom instanceof Audience.Subscribers(String name) ? name : "",
                whom instanceof Audience.Imported(long id) ? Long.toString(id) : "");
    }

    /// Does the form of this plan leave its keys out?
    static boolean hidesKeys(Plan plan) {
        return plan.audience() instanceof Audience.Profiles(List<String> all) && tooMany(all);
    }

    /// This over another one: fields that it does not have are those of the other.
    DeliveryForm over(DeliveryForm under) {
        return new DeliveryForm(label == null ? under.label : label, channel == null ? under.channel : channel,
                typology == null ? under.typology : typology, service == null ? under.service : service,
                contactDate == null ? under.contactDate : contactDate, audience == null ? under.audience : audience,
                keys == null ? under.keys : keys, audienceService == null ? under.audienceService : audienceService,
                audienceImport == null ? under.audienceImport : audienceImport);
    }

    /// The fields of the API's body in which this differs from what the form showed: a form sends no more than what its
    /// operator changed, so that nothing else is lost, be it seconds or keys that it cannot show.
    ObjectNode body(DeliveryForm before, ZoneId zone) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        put(body, "label", label, before.label);
        put(body, "channel", channel, before.channel);
        put(body, "typology", typology, before.typology);
        put(body, "service", service, before.service);
        if (contactDate != null && differ(contactDate, before.contactDate)) {
            body.put("contactDate", moment(contactDate, zone));
        }
        if (audience != null && !sameAudience(audience, before)) {
            body.set("audience", audience(audience, before));
        }
        return body;
    }

    /// The fields that take such an edit back, as this form showed them; empty where it could not show all keys.
    Map<String, String> takingBack(ObjectNode edit) {
        Map<String, String> fields = new TreeMap<>();
        Map<String, @Nullable String> own = new TreeMap<>();
        own.put("label", label);
        own.put("channel", channel);
        own.put("typology", typology);
        own.put("service", service);
        own.put("contactDate", contactDate);
        own.forEach((name, shown) -> {
            if (edit.has(name)) {
                fields.put(name, Objects.requireNonNullElse(shown, ""));
            }
        });
        if (edit.has("audience")) {
            if ("profiles".equals(audience) && FormField.text(keys) == null) {
                return Map.of();
            }
            fields.put("audience", Objects.requireNonNullElse(audience, ""));
            fields.put("keys", Objects.requireNonNullElse(keys, ""));
            fields.put("audienceService", Objects.requireNonNullElse(audienceService, ""));
            fields.put("audienceImport", Objects.requireNonNullElse(audienceImport, ""));
        }
        return fields;
    }

    private static void put(ObjectNode body, String field, @Nullable String wanted, @Nullable String before) {
        if (wanted != null && differ(wanted, before)) {
            body.put(field, FormField.text(wanted));
        }
    }

    private static boolean differ(@Nullable String wanted, @Nullable String before) {
        return !Objects.equals(FormField.text(wanted), FormField.text(before));
    }

    private boolean sameAudience(String type, DeliveryForm before) {
        return type.equals(before.audience) && switch (type) {
            // Blank as before: none, or too many to be shown, and left alone.
            case "profiles" -> keys == null || (FormField.text(keys) == null
                    ? FormField.text(before.keys) == null
                    : lines(keys).equals(lines(before.keys)));
            case "service" -> !differ(audienceService, before.audienceService);
            case "import" -> !differ(audienceImport, before.audienceImport);
            default -> true;
        };
    }

    private ObjectNode audience(String type, DeliveryForm before) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", type);
        switch (type) {
            case "profiles" -> {
                // Keys that were there may all be taken away; who only now chose to name some has yet to do so.
                if (!lines(keys).isEmpty() || type.equals(before.audience)) {
                    ArrayNode list = json.putArray("keys");
                    lines(keys).forEach(list::add);
                }
            }
            case "service" -> json.put("name", FormField.text(audienceService));
            case "import" -> json.put("id", FormField.text(audienceImport));
            default -> {
            }
        }
        return json;
    }

    private static List<String> lines(@Nullable String keys) {
        return keys == null ? List.of() : keys.lines().filter(line -> !line.isBlank()).toList();
    }

    private static String shown(List<String> keys) {
        return tooMany(keys) ? "" : String.join("\n", keys);
    }

    private static boolean tooMany(List<String> keys) {
        return keys.size() > MOST_SHOWN;
    }

    private static String local(@Nullable Instant moment, ZoneId zone) {
        return new Formats(Locale.ROOT, zone).local(moment);
    }

    /// What is no time is left for the parser to refuse.
    private static @Nullable String moment(String local, ZoneId zone) {
        String text = FormField.text(local);
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant().toString();
        } catch (DateTimeException notOne) {
            return text;
        }
    }
}
