package heed.landingpage.confirm;

import heed.landingpage.markup.Placeholders;
import heed.link.LinkSettings;
import heed.link.PublicLanguage;
import heed.web.page.InstanceSettingStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Puts messages into words: those of an author, by language, with their placeholders filled, or Heed's own.
///
/// Placeholders know no logic, a name and nothing else; an unknown one is empty. Nothing is escaped, for messages are plain
/// text; whatever a person's attributes hold stays text.
@Component
class MailWording {

    private static final String PROFILE = "profile.";

    private final MessageSource texts;
    private final LinkSettings settings;
    private final InstanceSettingStore instance;

    MailWording(MessageSource texts, LinkSettings settings, InstanceSettingStore instance) {
        this.texts = texts;
        this.settings = settings;
        this.instance = instance;
    }

    /// One message, ready.
    record Words(String language, String subject, String text) {}

    /// What authors wrote, in one language.
    record Authored(String subject, String text) {}

    /// What placeholders stand for.
    ///
    /// @param service the label of the service; empty where there is none
    /// @param link the link that the message is for: to confirm, or to unsubscribe; empty where there is none
    /// @param until when the link ends; null: it does not
    /// @param urls what `confirmUrl`, `unsubscribeUrl` and `preferencesUrl` give; empty for one there is not
    record Filling(String service, String link, @Nullable Instant until, UnaryOperator<String> urls) {}

    /// Heed's own words.
    ///
    /// @param what `subscription`, `profile`, `subscribed` or `unsubscribed`
    /// @param language wanted before the person's; null: the person's
    Words own(String what, Recipient to, @Nullable String language, Filling filling) {
        Locale spoken = wanted(language, to).flatMap(tag -> PublicLanguage.ALL.stream()
                .filter(one -> one.getLanguage().equals(Locale.forLanguageTag(tag).getLanguage()))).findFirst()
                .orElse(Locale.ENGLISH);
        Object[] parts = {filling.service(), filling.link(), instance.instance().name(),
                day(filling.until(), spoken, to)};
        String key = "public.confirm.mail." + what;
        return new Words(spoken.getLanguage(), texts.getMessage(key + ".subject", parts, spoken),
                texts.getMessage(key + ".text", parts, spoken));
    }

    /// What an author wrote, in the language that fits best.
    ///
    /// @param byLanguage at least one
    <T> Words authored(Map<String, T> byLanguage, Function<T, Authored> words, Recipient to, Filling filling) {
        String spoken = wanted(null, to).map(tag -> fitting(byLanguage, tag)).flatMap(Optional::stream).findFirst()
                .orElseGet(() -> byLanguage.keySet().stream().sorted().findFirst().orElseThrow());
        Authored authored = words.apply(Objects.requireNonNull(byLanguage.get(spoken)));
        // A subject is read in lists, by whoever looks at them: no link of a person's own stands there.
        return new Words(spoken,
                Placeholders.replace(authored.subject(), name -> value(name, to, filling, _ -> "")),
                Placeholders.replace(authored.text(), name -> value(name, to, filling, filling.urls())));
    }

    private static String value(String name, Recipient to, Filling filling, UnaryOperator<String> urls) {
        if (name.equals("service")) {
            return filling.service();
        }
        if (name.startsWith(PROFILE)) {
            return to.attributes().getOrDefault(name.substring(PROFILE.length()), "");
        }
        return Placeholders.attribute(name).map(attribute -> to.attributes().getOrDefault(attribute, ""))
                .orElseGet(() -> urls.apply(name));
    }

    /// Languages in the order they are wanted: asked for, the person's, the instance's, English.
    private Stream<String> wanted(@Nullable String language, Recipient to) {
        String person = to.locale();
        return Stream.of(Optional.ofNullable(language), Optional.ofNullable(person), Optional.of(settings.language()),
                Optional.of("en")).flatMap(Optional::stream).map(tag -> tag.strip().replace('_', '-'));
    }

    /// The key of the same language and region, else of the same language.
    private static Optional<String> fitting(Map<String, ?> byLanguage, String tag) {
        Locale wanted = Locale.forLanguageTag(tag);
        List<String> same = byLanguage.keySet().stream().sorted()
                .filter(key -> Locale.forLanguageTag(key.replace('_', '-')).getLanguage().equals(wanted.getLanguage()))
                .toList();
        return same.stream().filter(key -> Locale.forLanguageTag(key.replace('_', '-')).equals(wanted)).findFirst()
                .or(() -> same.stream().findFirst());
    }

    private static String day(@Nullable Instant moment, Locale language, Recipient to) {
        return moment == null
                ? ""
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT).withLocale(language)
                        .format(moment.atZone(zone(to.timeZone())));
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
