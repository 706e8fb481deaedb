package heed.profile.page;

import heed.profile.data.ProfileView;
import heed.profile.data.UsedAddress;
import heed.rules.Channel;
import heed.web.Problem;
import heed.web.page.FormField;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The form of a profile's data: what was typed, by the name of the field. A channel's field holds an address a line;
/// that of letters an address a paragraph.
record ProfileForm(Map<String, String> typed) {

    private static final String KEY = "key";
    private static final String VERSION = "version";
    private static final String ATTRIBUTES = "attributes";
    private static final String LOCALE = "locale";
    private static final String TIME_ZONE = "timeZone";
    private static final String COUNTRY = "country";
    private static final List<String> TEXTS = List.of(LOCALE, TIME_ZONE, COUNTRY);
    private static final Pattern LINES = Pattern.compile("\n");
    private static final Pattern PARAGRAPHS = Pattern.compile("\n\\s*\n");

    /// The form as it is shown for a profile.
    static ProfileForm of(long version, ProfileView view, List<UsedAddress> used) {
        Map<String, String> fields = new TreeMap<>();
        fields.put(VERSION, Long.toString(version));
        used.stream().collect(Collectors.groupingBy(UsedAddress::channel)).forEach(
                (channel, addresses) -> fields.put(channel.code(), addresses.stream().map(UsedAddress::editable)
                        .map(text -> channel == Channel.DIRECT_MAIL ? PARAGRAPHS.matcher(text).replaceAll("\n") : text)
                        .collect(Collectors.joining(channel == Channel.DIRECT_MAIL ? "\n\n" : "\n"))));
        put(LOCALE, view.locale(), fields);
        put(TIME_ZONE, view.timeZone(), fields);
        put(COUNTRY, view.country(), fields);
        put(ATTRIBUTES, view.attributes().isEmpty() ? null : view.attributes().toPrettyString(), fields);
        return new ProfileForm(fields);
    }

    /// The same form of another version of the profile.
    ProfileForm at(long version) {
        Map<String, String> fields = new TreeMap<>(typed);
        fields.put(VERSION, Long.toString(version));
        return new ProfileForm(fields);
    }

    /// What stands in a field.
    public String get(String field) {
        return typed.getOrDefault(field, "");
    }

    /// The key, to the letter: keys are never trimmed.
    String key() {
        return get(KEY);
    }

    /// The version of the profile that the form showed.
    ///
    /// @throws Problem 400 for a form that was not made here
    long version() {
        try {
            return Long.parseLong(get(VERSION));
        } catch (NumberFormatException e) {
            throw Problem.badRequest(VERSION, "is missing");
        }
    }

    /// Is there such a field?
    static boolean has(String field) {
        return field.equals(KEY) || field.equals(ATTRIBUTES) || TEXTS.contains(field)
                || Channel.ofCode(field).isPresent();
    }

    /// The addresses of a channel, in order.
    List<String> addresses(Channel channel) {
        String text = get(channel.code()).replace("\r\n", "\n");
        // A device token counts byte for byte.
        return Arrays.stream((channel == Channel.DIRECT_MAIL ? PARAGRAPHS : LINES).split(text, -1))
                .filter(line -> !line.isBlank()).map(line -> channel == Channel.PUSH ? line : line.strip()).toList();
    }

    /// The same as a body of the API.
    ///
    /// @throws Problem 400 for attributes that are none
    ObjectNode body(JsonMapper json) {
        ObjectNode body = json.createObjectNode();
        body.set(ATTRIBUTES, FormField.object(ATTRIBUTES, get(ATTRIBUTES), json));
        ObjectNode addresses = body.putObject("addresses");
        for (Channel channel : Channel.values()) {
            List<String> given = addresses(channel);
            if (!given.isEmpty()) {
                given.forEach(addresses.putArray(channel.code())::add);
            }
        }
        for (String field : TEXTS) {
            String text = FormField.text(get(field));
            if (text != null) {
                body.put(field, text);
            }
        }
        return body;
    }

    private static void put(String field, @Nullable String text, Map<String, String> fields) {
        if (text != null) {
            fields.put(field, text);
        }
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "ProfileForm" + typed.keySet();
    }
}
