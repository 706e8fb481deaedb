package heed.landingpage.editor;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageContent;
import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import heed.landingpage.PageMessage;
import heed.landingpage.PageMessage.Wording;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What keeps a page with a message of its own from being published.
class LackTest {

    private static final Wording WHOLE = new Wording("Changed", "{{service}} {{ unsubscribeUrl }} {{profile.first}}");

    @Test
    void halfAMessageIsKeptAndNotPublished() {
        Map<String, String> typed = new HashMap<>(Map.of("label", "A page", "message", "own", "subject.en", "Changed",
                "text.en", "{{service}}", "subject.fr", "Changement", "text.de", "Nur Text"));

        PageMessage kept = Objects.requireNonNull(new EditForm(typed).draft(ZoneOffset.UTC).message());

        assertThat(kept.texts()).containsOnlyKeys("de", "en", "fr");
        assertThat(lacks(kept.texts())).containsExactly("message-half de null", "message-half fr null");
    }

    @Test
    void whoIsAskedInOneLanguageToConfirmIsAskedInAll() {
        assertThat(lacks(Map.of("en", new Wording("Confirm", "{{ confirmUrl }}"), "fr", WHOLE)))
                .containsExactly("message-confirm fr {{confirmUrl}}");
        assertThat(new PageMessage(Map.of("en", new Wording("Confirm", "{{ confirmUrl }}"))).asks()).isTrue();
    }

    @Test
    void aPlaceholderThatMeansNothingInAMessageIsToldOf() {
        assertThat(lacks(Map.of("en", new Wording("{{unsubscribeUrl}}", "{{submit}} {{attribute.city}}"))))
                .containsExactly("placeholder en {{unsubscribeUrl}}", "placeholder en {{submit}}");
        assertThat(lacks(Map.of("en", WHOLE))).isEmpty();
        assertThat(lacks(Map.of())).containsExactly("message null null");
    }

    private static List<String> lacks(Map<String, Wording> texts) {
        PageContent content = new PageContent("Your choices", "{{switches}} {{submit}} {{stop_everything}}", "");
        PageDraft draft = new PageDraft("A page", null, true, false, null, Map.of("en", content), Map.of(),
                new PageMessage(texts));
        return Lack.of(PageKind.PREFERENCES, draft, true, Instant.EPOCH).stream()
                .filter(lack -> !lack.code().equals("control"))
                .map(lack -> lack.code() + " " + lack.language() + " " + lack.what()).toList();
    }
}
