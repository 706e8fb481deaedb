package heed.landingpage.editor;

import heed.landingpage.PageContent;
import heed.landingpage.PageDraft;
import heed.landingpage.PageMessage;
import heed.link.PublicLanguage;
import heed.rules.optout.Switch;
import heed.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The form of a page: what was typed, by the name of the field; what is said in a language stands in fields that end in
/// its code, `body.en`.
record EditForm(Map<String, String> typed) {
    private static final String REVISION = "revision";
    private static final String LABEL = "label";
    private static final String SERVICE = "service";
    private static final String PRELOAD = "preload";
    private static final String STRANGERS = "strangers";
    private static final String ENDS_AT = "endsAt";
    private static final String CONSTANTS = "constants";
    private static final String OFFERS = "offers";
    private static final String MESSAGE = "message";
    private static final String OWN = "own";
    private static final String TITLE = "title.";
    private static final String BODY = "body.";
    private static final String THANKS = "thanks.";
    private static final String SUBJECT = "subject.";
    private static final String TEXT = "text.";
    private static final int LONGEST_LABEL = 255;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_CONSTANTS = 20;

    EditForm {
        typed = new TreeMap<>(typed);
    }

    /// The form as it is shown for a page.
    static EditForm of(LandingPage page, ZoneId zone) {
        PageDraft draft = page.draft();
        Map<String, String> fields = new TreeMap<>();
        fields.put(REVISION, Integer.toString(page.revision()));
        fields.put(LABEL, draft.label());
        Integer service = draft.serviceId();
        fields.put(SERVICE, service == null ? "" : service.toString());
        fields.put(PRELOAD, Boolean.toString(draft.preload()));
        fields.put(STRANGERS, Boolean.toString(draft.allowUnidentified()));
        Instant end = draft.endsAt();
        fields.put(ENDS_AT, end == null
                ? ""
                : DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT)
                        .format(end.atZone(zone)));
        fields.put(CONSTANTS, draft.constants().entrySet().stream().map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("\n")));
        fields.put(OFFERS, String.join("\n", draft.offers()));
        draft.contents().forEach((language, content) -> {
            fields.put(TITLE + language, content.title());
            fields.put(BODY + language, content.body());
            fields.put(THANKS + language, content.thanks());
        });
        PageMessage message = draft.message();
        fields.put(MESSAGE, message == null ? "none" : OWN);
        if (message != null) {
            message.texts().forEach((language, wording) -> {
                fields.put(SUBJECT + language, wording.subject());
                fields.put(TEXT + language, wording.text());
            });
        }
        return new EditForm(fields);
    }

    /// The same form of another revision of the page.
    EditForm at(int revision) {
        Map<String, String> fields = new TreeMap<>(typed);
        fields.put(REVISION, Integer.toString(revision));
        return new EditForm(fields);
    }

    /// What stands in a field.
    public String get(String field) {
        return typed.getOrDefault(field, "").replace("\r\n", "\n");
    }

    /// Is the box ticked?
    public boolean ticks(String field) {
        return get(field).equals("true");
    }

    /// The revision that the form showed.
    ///
    /// @throws Problem 400 for a form that was not made here
    int revision() {
        return number(REVISION, get(REVISION));
    }

    /// What was typed as a draft; a language in which nothing is said is none of the page's.
    ///
    /// @throws Problem 400 that names the field
    PageDraft draft(ZoneId zone) {
        String label = get(LABEL).strip();
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            throw Problem.badRequest(LABEL, "must have 1 to " + LONGEST_LABEL + " characters");
        }
        Map<String, PageContent> contents = new TreeMap<>();
        Map<String, PageMessage.Wording> messages = new TreeMap<>();
        for (String language : languages()) {
            PageContent content = new PageContent(line(TITLE + language), text(BODY + language),
                    text(THANKS + language));
            if (!(content.title() + content.body() + content.thanks()).isEmpty()) {
                contents.put(language, content);
            }
            PageMessage.Wording wording = new PageMessage.Wording(line(SUBJECT + language), text(TEXT + language));
            if (!(wording.subject() + wording.text()).isEmpty()) {
                messages.put(language, wording);
            }
        }
        String service = get(SERVICE);
        return new PageDraft(label, service.isEmpty() ? null : number(SERVICE, service), ticks(PRELOAD),
                ticks(STRANGERS), end(zone), contents, constants(),
                get(MESSAGE).equals(OWN) ? new PageMessage(messages) : null, offers());
    }

    /// What was typed as far as it can be shown, else what is stored.
    PageDraft preview(PageDraft stored, ZoneId zone) {
        try {
            return draft(zone);
        } catch (Problem unfinished) {
            return stored;
        }
    }

    static List<String> languages() {
        return PublicLanguage.ALL.stream().map(Locale::getLanguage).toList();
    }

    private @Nullable Instant end(ZoneId zone) {
        String text = get(ENDS_AT);
        try {
            return text.isEmpty() ? null : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw Problem.badRequest(ENDS_AT, "must be a day and a time");
        }
    }

    /// Lines of `name=value`. Their names are those of attributes: none is a switch's.
    private Map<String, String> constants() {
        Map<String, String> constants = new TreeMap<>();
        for (String line : get(CONSTANTS).lines().filter(one -> !one.isBlank()).toList()) {
            int equals = line.indexOf('=');
            String name = line.substring(0, Math.max(equals, 0)).strip();
            boolean odd = name.isEmpty() || name.length() > LONGEST_LINE || line.length() > 2 * LONGEST_LINE
                    || name.matches(".*[{}\"].*") || Switch.ofCode(name.toLowerCase(Locale.ROOT)).isPresent();
            if (odd || constants.put(name, line.substring(equals + 1).strip()) != null
                    || constants.size() > MOST_CONSTANTS) {
                throw Problem.badRequest(CONSTANTS,
                        "must be lines as source=fair 2026; no name is a channel's, or all");
            }
        }
        return constants;
    }

    /// Names of services, one a line.
    private List<String> offers() {
        return text(OFFERS).lines().map(String::strip).filter(name -> !name.isEmpty()).distinct().toList();
    }

    private String line(String field) {
        return within(field, get(field).strip().replace('\n', ' '), LONGEST_LINE);
    }

    private String text(String field) {
        return within(field, get(field).strip(), LONGEST_TEXT);
    }

    private static String within(String field, String text, int most) {
        if (text.length() > most) {
            throw Problem.badRequest(field, "must have at most " + most + " characters");
        }
        return text;
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest(field, "is not one that was offered");
        }
    }

    @Override
    public String toString() {
        return "EditForm" + typed.keySet();
    }
}
