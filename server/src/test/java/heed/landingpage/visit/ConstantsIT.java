package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Pages that store attributes, before somebody whose data a file wrote more laxly than the API would take it.
class ConstantsIT {

    private static final Map<String, String> CONSTANTS = Map.of("origin", "fair");

    private final SamplePerson ada = SamplePerson.of("constant");

    @BeforeEach
    void asImportsTakeThem() {
        TestServer.bean(JdbcClient.class)
                .sql("update profiles set country = 'UK', locale = 'fr_FR' where id = :id").param("id", ada.id())
                .update();
    }

    @Test
    void everythingStopsWhateverElseIsStoredOfThePerson() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, "{{switches}} {{submit}}", null, CONSTANTS);

        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).stop();

        done.answer().expect(200);
        assertThat(ada.switches()).containsExactly("all");
        assertThat(ada.profile().at("/attributes/origin").asString()).isEqualTo("fair");
    }

    @Test
    void theClickConfirmsWhateverElseIsStoredOfThePerson() {
        String news = TestServer.unique("constant-news");
        SamplePage page = SamplePage.of(PageKind.ACQUISITION, "Get {{service}}: {{email}} {{submit}}",
                SamplePerson.service(news, false), CONSTANTS);
        StrangerIT.ask(page, ada.email());

        StrangerIT.press(StrangerIT.link(ada.email()));

        assertThat(ada.state(news)).isEqualTo("active");
        assertThat(ada.profile().at("/attributes/origin").asString()).isEqualTo("fair");
    }
}
