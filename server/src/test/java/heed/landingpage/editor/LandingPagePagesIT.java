package heed.landingpage.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.landingpage.LandingPageStore;
import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class LandingPagePagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.MARKETER);
    private final LandingPageStore store = TestServer.bean(LandingPageStore.class);
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final String name = TestServer.unique("page");

    @ParameterizedTest
    @EnumSource
    void aNewPageIsCompleteInEveryLanguage(PageKind kind) {
        String editor = make(kind);

        assertThat(editor).contains("is made.", "Draft", name).doesNotContain("??").doesNotContain("id=\"lacks\"");
        assertThat(console.post(path() + "/publish", typed()).expect(200).text()).contains("Version 1 is open");
        assertThat(store.published(name).orElseThrow().contents()).containsOnlyKeys("de", "en", "es", "fr");
    }

    @Test
    void aPageIsEditedPublishedUnpublishedAndOpenedAgain() {
        make(PageKind.PREFERENCES);
        Map<String, String> typed = typed();
        typed.put("constants", "source=fair 2026");
        typed.put("title.en", "Choose");

        assertThat(console.post(path(), typed).expect(200).text()).contains("The draft is saved", path() + "/undo");
        assertThat(store.published(name)).isEmpty();
        String published = console.post(path() + "/publish", typed("revision", "2", typed)).text();
        assertThat(published).contains("Version 1 is open to visitors", "/page/" + name, path() + "/reopen");
        PageVersion first = store.published(name).orElseThrow();
        assertThat(first.constants()).containsExactly(Map.entry("source", "fair 2026"));
        assertThat(console.post(path() + "/publish", typed("revision", "2", typed)).text())
                .contains("Version 1 says just this already");

        console.post(path() + "/publish", typed("title.en", "Choose again", typed("revision", "2", typed)));
        assertThat(store.published(first.pageId()).orElseThrow().version()).isEqualTo(2);
        assertThat(store.version(first.pageId(), 1).orElseThrow().contents()).isEqualTo(first.contents());

        assertThat(console.post(path() + "/unpublish", Map.of()).text()).contains("A reason is missing");
        assertThat(console.post(path() + "/unpublish", Map.of("reason", "over")).text()).contains("closed to visitors");
        assertThat(store.published(name)).isEmpty();
        console.post(path() + "/reopen", Map.of("version", "1", "reason", "was better"));
        assertThat(store.published(name).orElseThrow().contents()).isEqualTo(first.contents());

        JsonNode entries = api.get("/ledger?limit=9&actor=" + Api.segment(console.actor())).send().at("/items");
        assertThat(entries.valueStream().map(one -> one.at("/kind").asString()).toList()).containsExactly(
                "page_published",
                "page_unpublished", "page_published", "page_published", "page_created");
        assertThat(entries.at("/0/evidence/reason").asString()).isEqualTo("was better");
        assertThat(entries.at("/3/change/to/content").asString()).hasSize(64);
    }

    @Test
    void aPageWithoutWhatItsKindRequiresIsNotPublished() {
        make(PageKind.PREFERENCES);
        Map<String, String> typed = typed();
        typed.put("body.fr", "{{switches}} {{submit}} {{foo}}");

        String answer = console.post(path() + "/publish", typed).text();

        assertThat(answer).contains("Saved, but not published: 2 things are missing",
                "fr: the control {{stop_everything}} is missing", "fr: {{foo}} stands where it means nothing");
        assertThat(store.published(name)).isEmpty();
    }

    @Test
    void aPublishedVersionIsNeverChanged() {
        make(PageKind.OPT_OUT_ALL);
        console.post(path() + "/publish", typed());

        for (String change : new String[]{"update landing_page_versions set content = '{}'",
                "delete from landing_page_versions", "truncate landing_page_versions"}) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).isInstanceOf(UncategorizedSQLException.class)
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void noConstantIsASwitch() {
        make(PageKind.SUBSCRIPTION);

        for (String constants : new String[]{"email=true", "ALL = 1", "no equals sign"}) {
            Map<String, String> typed = typed();
            typed.put("constants", constants);
            assertThat(console.post(path(), typed).text()).contains("no name may be that of a channel");
        }
    }

    @Test
    void whoSavesOverWhatTheyHaveNotSeenIsTold() {
        make(PageKind.ACQUISITION);
        Map<String, String> typed = typed();
        console.post(path(), typed("label", "First", typed));

        String second = console.post(path(), typed("label", "Second", typed)).text();
        assertThat(second).contains("Somebody else saved this page meanwhile", "value=\"Second\"",
                "name=\"revision\" value=\"2\"");
        assertThat(console.post(path() + "/undo", Map.of("revision", "2")).text()).contains("as it was before",
                "value=\"" + name + "\"");
    }

    @Test
    void aDeletedPageComesBackUnlessItsNameIsTaken() {
        make(PageKind.OPT_OUT_ALL);
        String path = path();
        console.post(path + "/publish", typed());

        assertThat(console.post(path + "/delete", Map.of("reason", "not needed")).text()).contains("is deleted",
                path + "/restore");
        assertThat(store.published(name)).isEmpty();
        assertThat(console.get(path).status()).isEqualTo(404);
        assertThat(console.post(path + "/restore", Map.of()).text()).contains("The page is back");
        assertThat(store.published(name)).isPresent();
        console.post(path + "/delete", Map.of("reason", "again"));
        make(PageKind.PREFERENCES);
        assertThat(console.post(path + "/restore", Map.of()).text()).contains("another page has its name");
    }

    @Test
    void aPreviewShowsWhatIsTypedInAFrameAndRecordsNothing() {
        make(PageKind.PREFERENCES);
        Map<String, String> typed = typed();
        typed.put("body.fr", "Bonjour <script>x</script> {{attribute.city}} {{switches}} {{submit}}");
        typed.put("language", "fr");

        Answer answer = console.post(path() + "/preview", typed).expect(200);

        assertThat(answer.text()).contains("<html lang=\"fr\">", "Bonjour", "‹city›", "Ne plus me contacter",
                "Ceci est un essai").doesNotContain("<script").doesNotContain("<form").doesNotContain("??");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'self'", "default-src 'none'");
        assertThat(console.get(path() + "/preview?visitor=stranger&language=de").expect(200).text())
                .contains("Ihre E-Mail-Adresse").doesNotContain("ada@example.org");
        assertThat(console.get("/landing-pages").header("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void aViewerLooksAndAMessageOfBothIsWarnedOf() {
        api.post("/services").json(Map.of("name", name, "label", "News", "channel", "email", "confirmation", "default"))
                .send().expect(201);
        int service = jdbc.sql("select id from services where name = :name").param("name", name).query(Integer.class)
                .single();
        make(PageKind.SUBSCRIPTION);
        Map<String, String> typed = typed();
        typed.putAll(Map.of("service", Integer.toString(service), "message", "own", "subject.en", "Hello", "text.en",
                "You did it."));
        assertThat(console.post(path(), typed).text()).contains("The service has a confirmation message too");
        assertThat(console.post(path() + "/publish", typed("revision", "2", typed)).text())
                .contains("Version 1 is open");
        assertThat(store.published(name).orElseThrow().message()).isNotNull();

        Console viewer = Console.as(Role.VIEWER);
        assertThat(viewer.get("/landing-pages").expect(200).text()).contains(name, "Published, version 1")
                .doesNotContain("/landing-pages/new").doesNotContain("??");
        assertThat(viewer.get(path()).expect(200).text()).contains("fieldset disabled").doesNotContain("/delete")
                .doesNotContain("??");

        api.delete("/services/" + name).send().expect(204);
        assertThat(store.unusable(Instant.EPOCH, 1000)).extracting(LandingPageStore.Unusable::label).contains(name);
        assertThat(console.get("/").expect(200).text()).contains("is no working opt-out");
    }

    /// Makes a page of the test's name; the answer is its editor.
    private String make(PageKind kind) {
        return console.post("/landing-pages", Map.of("kind", kind.code(), "label", name, "name", name)).expect(200)
                .text();
    }

    private String path() {
        return "/landing-pages/" + page().id();
    }

    private LandingPage page() {
        return TestServer.bean(DraftStore.class).list("", 1000).stream().filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// What the editor's form sends as it stands.
    private Map<String, String> typed() {
        return new HashMap<>(EditForm.of(page(), ZoneOffset.UTC).typed());
    }

    private static Map<String, String> typed(String field, String value, Map<String, String> others) {
        Map<String, String> typed = new HashMap<>(others);
        typed.put(field, value);
        return typed;
    }
}
