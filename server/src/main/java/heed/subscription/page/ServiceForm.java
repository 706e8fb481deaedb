package heed.subscription.page;

import heed.subscription.Confirmation;
import heed.subscription.ConfirmationText;
import heed.subscription.ConfirmationText.Wording;
import heed.subscription.ServiceDefinition;
import heed.subscription.service.ServiceView;
import heed.web.page.FormField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form of a service: what was typed, by the name of the field. The words of its own confirmations are fields as
/// `subscribe.en.subject` and `unsubscribe.fr.text`.
record ServiceForm(Map<String, String> typed) {

    static final String NAME = "name";
    private static final String LABEL = "label";
    private static final String CHANNEL = "channel";
    private static final String AMOUNT = "validity";
    private static final String UNIT = "unit";
    private static final String DOUBLE_OPT_IN = "doubleOptIn";
    private static final String CONFIRMATION = "confirmation";
    private static final String VERSION = "version";
    private static final String SUBSCRIBE = "subscribe";
    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final String YES = "true";

    /// What is confirmed by a message.
    static final List<String> ACTS = List.of(SUBSCRIBE, UNSUBSCRIBE);

    /// The languages of public pages, offered always.
    private static final List<String> LANGUAGES = List.of("en", "fr", "de", "es");
    private static final Pattern WORDS = Pattern
            .compile("(subscribe|unsubscribe)\\.([A-Za-z0-9-]{1,35})\\.(subject|text)");

    /// As a new one is offered.
    static final ServiceForm NEW = new ServiceForm(Map.of(CHANNEL, "email", UNIT, "Y", DOUBLE_OPT_IN, YES, CONFIRMATION,
            Confirmation.DEFAULT.code()));

    ServiceForm {
        typed = new TreeMap<>(typed);
    }

    /// As it is shown for a service.
    static ServiceForm of(ServiceDefinition service) {
        Map<String, String> fields = new TreeMap<>();
        fields.put(VERSION, version(service));
        fields.put(NAME, service.name());
        fields.put(LABEL, service.label());
        fields.put(CHANNEL, service.channel().code());
        Validity validity = Validity.of(service.validity());
        fields.put(UNIT, validity == null ? "Y" : validity.unit());
        fields.put(AMOUNT, validity == null ? "" : Integer.toString(validity.amount()));
        if (service.doubleOptIn()) {
            fields.put(DOUBLE_OPT_IN, YES);
        }
        fields.put(CONFIRMATION, service.confirmation().code());
        ConfirmationText text = service.confirmationText();
        if (text != null) {
            put(SUBSCRIBE, text.subscribe(), fields);
            put(UNSUBSCRIBE, text.unsubscribe(), fields);
        }
        return new ServiceForm(fields);
    }

    /// What a service is like now; another one after each edit.
    static String version(ServiceDefinition service) {
        return Integer.toHexString(ServiceView.of(service).hashCode());
    }

    /// The same form of another version of the service.
    ServiceForm at(String version) {
        Map<String, String> fields = new TreeMap<>(typed);
        fields.put(VERSION, version);
        return new ServiceForm(fields);
    }

    /// What stands in a field.
    public String get(String field) {
        return typed.getOrDefault(field, "");
    }

    /// Is the box ticked?
    public boolean isDoubleOptIn() {
        return get(DOUBLE_OPT_IN).equals(YES);
    }

    /// The languages to write words in: those that are offered, and others that have some already.
    public List<String> languages() {
        List<String> languages = new ArrayList<>(LANGUAGES);
        TreeSet<String> more = new TreeSet<>();
        typed.keySet().forEach(field -> {
            Matcher words = WORDS.matcher(field);
            if (words.matches() && !LANGUAGES.contains(words.group(2))) {
                more.add(words.group(2));
            }
        });
        languages.addAll(more);
        return languages;
    }

    /// The language as people call it.
    public String named(String language, Locale locale) {
        return Locale.forLanguageTag(language).getDisplayName(locale);
    }

    /// Are there any words in that language?
    public boolean speaks(String language) {
        return ACTS.stream()
                .anyMatch(act -> !get(act + "." + language + ".subject").isBlank()
                        || !get(act + "." + language + ".text").isBlank());
    }

    /// The version of the service that the form showed.
    String shown() {
        return get(VERSION);
    }

    /// What the form says of a new service.
    ServiceView view() {
        return view(FormField.text(get(NAME)), FormField.text(get(CHANNEL)));
    }

    /// What the form makes of a service, whose name and channel stay.
    ServiceView over(ServiceView before) {
        return view(before.name(), before.channel());
    }

    private ServiceView view(@Nullable String name, @Nullable String channel) {
        Map<String, Wording> subscribe = words(SUBSCRIBE);
        Map<String, Wording> unsubscribe = words(UNSUBSCRIBE);
        boolean worded = !subscribe.isEmpty() || !unsubscribe.isEmpty();
        return new ServiceView(name, FormField.text(get(LABEL)), channel,
                Validity.period(FormField.text(get(AMOUNT)), get(UNIT)), isDoubleOptIn(),
                FormField.text(get(CONFIRMATION)),
                worded ? new ConfirmationText(filled(subscribe), filled(unsubscribe)) : null, null);
    }

    private Map<String, Wording> words(String act) {
        Map<String, Wording> words = new TreeMap<>();
        for (String language : languages()) {
            String subject = FormField.text(get(act + "." + language + ".subject"));
            String text = FormField.text(get(act + "." + language + ".text"));
            if (subject != null || text != null) {
                words.put(language, new Wording(Objects.requireNonNullElse(subject, ""),
                        Objects.requireNonNullElse(text, "").replace("\r\n", "\n")));
            }
        }
        return words;
    }

    private static @Nullable Map<String, Wording> filled(Map<String, Wording> words) {
        return words.isEmpty() ? null : words;
    }

    private static void put(String act, @Nullable Map<String, Wording> words, Map<String, String> fields) {
        if (words != null) {
            words.forEach((language, one) -> {
                fields.put(act + "." + language + ".subject", one.subject());
                fields.put(act + "." + language + ".text", one.text());
            });
        }
    }
}
