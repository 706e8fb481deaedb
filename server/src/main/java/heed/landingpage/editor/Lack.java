package heed.landingpage.editor;

import heed.landingpage.Control;
import heed.landingpage.PageContent;
import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import heed.landingpage.PageMessage;
import heed.landingpage.markup.Placeholders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a draft cannot be published: what it lacks, or has too much.
///
/// @param code of the text that says it, `landing.lack.*`
/// @param language in which; null: in all
/// @param what it is about, as it stands or would stand in the text; null: nothing in particular
record Lack(String code, @Nullable String language, @Nullable String what) {

    private static final String PROFILE = "profile.";
    private static final Set<String> LINKS = Set.of(PageMessage.CONFIRM, "unsubscribeUrl", "preferencesUrl");

    /// Everything that keeps it from being published; none: nothing does.
    ///
    /// @param serviceLives is the service that it is linked to there?
    static List<Lack> of(PageKind kind, PageDraft draft, boolean serviceLives, Instant now) {
        List<Lack> lacks = new ArrayList<>();
        if (draft.contents().isEmpty()) {
            lacks.add(new Lack("content", null, null));
        }
        if (!serviceLives) {
            lacks.add(new Lack("service", null, null));
        }
        Instant end = draft.endsAt();
        if (end != null && !now.isBefore(end)) {
            lacks.add(new Lack("ended", null, null));
        }
        PageMessage message = draft.message();
        if (message != null) {
            message(message, lacks);
        }
        draft.contents().forEach((language, content) -> content(kind, draft.allowUnidentified(), language, content,
                lacks));
        return List.copyOf(lacks);
    }

    private static void content(PageKind kind, boolean strangers, String language, PageContent content,
            List<Lack> lacks) {
        if (content.title().isBlank()) {
            lacks.add(new Lack("title", language, null));
        }
        List<String> names = Placeholders.names(content.body());
        for (Set<Control> oneOf : Control.required(kind, strangers)) {
            if (oneOf.stream().map(Control::code).noneMatch(names::contains)) {
                lacks.add(new Lack("control", language,
                        oneOf.stream().map(Control::placeholder).collect(Collectors.joining(" / "))));
            }
        }
        Predicate<String> attribute = name -> Placeholders.attribute(name).isPresent();
        placeholders(language, content.title(), attribute, lacks);
        placeholders(language, content.body(), Control::isPlaceholder, lacks);
        placeholders(language, content.thanks(), attribute.or(Control.SERVICE.code()::equals), lacks);
    }

    /// Half a message is none, and who is asked in one language to confirm is asked in all.
    private static void message(PageMessage message, List<Lack> lacks) {
        if (message.texts().isEmpty()) {
            lacks.add(new Lack("message", null, null));
        }
        Predicate<String> person = name -> Placeholders.attribute(name).isPresent() || name.equals("service")
                || (name.startsWith(PROFILE) && name.length() > PROFILE.length());
        message.texts().forEach((language, wording) -> {
            if (wording.subject().isBlank() || wording.text().isBlank()) {
                lacks.add(new Lack("message-half", language, null));
            } else if (message.asks() && !wording.asks()) {
                lacks.add(new Lack("message-confirm", language, "{{" + PageMessage.CONFIRM + "}}"));
            }
            placeholders(language, wording.subject(), person, lacks);
            placeholders(language, wording.text(), person.or(LINKS::contains), lacks);
        });
    }

    private static void placeholders(String language, String text, Predicate<String> may, List<Lack> lacks) {
        Placeholders.names(text).stream().filter(may.negate())
                .forEach(name -> lacks.add(new Lack("placeholder", language, "{{" + name + "}}")));
    }

    /// What the text names: the code of the language, and what it is about.
    public Object[] arguments() {
        return new Object[]{language == null ? "" : language, what == null ? "" : what};
    }
}
