package heed.landingpage.visit;

import heed.landingpage.PageContent;
import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import heed.landingpage.PageMessage;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.testing.TestServer;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// A published page of one test, written straight into the database.
///
/// @param id of the page
/// @param name in its public address
record SamplePage(int id, String name) {

    private static final JdbcClient JDBC = TestServer.bean(JdbcClient.class);

    /// How it is published: `kind`, its text, and what differs from the usual.
    static SamplePage of(PageKind kind, String body, @Nullable Integer service, Map<String, String> constants) {
        String name = TestServer.unique("page");
        PageDraft draft = draft(body, service, constants, null, null);
        int id = JDBC.sql("""
                insert into landing_pages (name, kind, draft, published_version)
                values (:name, :kind, cast(:draft as jsonb), 1) returning id
                """).param("name", name).param("kind", kind.code()).param("draft", json(draft)).query(Integer.class)
                .single();
        SamplePage page = new SamplePage(id, name);
        page.version(1, draft);
        return page;
    }

    static SamplePage of(PageKind kind, String body) {
        return of(kind, body, null, Map.of());
    }

    /// The usual: preloaded, open to strangers, in two languages.
    static PageDraft draft(String body, @Nullable Integer service, Map<String, String> constants,
            @Nullable Instant endsAt, @Nullable PageMessage message) {
        return new PageDraft("A page", service, true, true, endsAt,
                Map.of("en", new PageContent("Your choices", body, "Thank you."),
                        "fr", new PageContent("Vos choix", body, "Merci.")),
                constants, message);
    }

    /// Adds a version and publishes it.
    void publish(int version, PageDraft draft) {
        version(version, draft);
        JDBC.sql("update landing_pages set published_version = :version where id = :id").param("version", version)
                .param("id", id).update();
    }

    void unpublish() {
        JDBC.sql("update landing_pages set unpublished_at = now() where id = :id").param("id", id).update();
    }

    /// Where the link of a person leads.
    String linkOf(int profile, long delivery) {
        return "/p/" + TestServer.bean(Links.class).token(new Link(Purpose.PAGE, profile, delivery, id, 0, 0));
    }

    String path() {
        return "/page/" + name;
    }

    /// The stamp of a form that was shown so many milliseconds ago: nobody waits in a test.
    String stamp(int version, long millisAgo) {
        long shown = TestServer.bean(Clock.class).millis() - millisAgo;
        return TestServer.bean(Links.class).token(new Link(Purpose.FORM, 0, 0, id, 0, shown << 20 | version));
    }

    private void version(int version, PageDraft draft) {
        JDBC.sql("""
                insert into landing_page_versions (page_id, version, content, sha256, published_at, published_by)
                values (:id, :version, cast(:content as jsonb), repeat('0', 64), now(), 'a test')
                """).param("id", id).param("version", version)
                .param("content", json(draft)).update();
    }

    private static String json(PageDraft draft) {
        return TestServer.bean(JsonMapper.class).writeValueAsString(draft);
    }
}
