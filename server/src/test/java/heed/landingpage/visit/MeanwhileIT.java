package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.LandingPageStore;
import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Person;
import heed.landingpage.wording.Wording;
import heed.rules.optout.Switch;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What happens to a page, a service or a person while a form is open.
class MeanwhileIT {

    private static final String PREFERENCES = "{{switches}} {{services}} {{stop_everything}} {{submit}}";

    private final SamplePerson ada = SamplePerson.of("meanwhile");

    @Test
    void theProofHoldsTheLabelThatWasReadAndNotTheOneOfToday() {
        String news = TestServer.unique("m-news");
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "Get {{service}} {{submit}}",
                SamplePerson.service(news, false), Map.of());
        PublicPage open = PublicPage.at(page.linkOf(ada.id(), 0));
        TestServer.api().patch("/services/" + news).json(Map.of("label", "Daily advertisements")).send().expect(200);

        open.send();

        JsonNode proof = ada.history().getFirst().at("/evidence");
        assertThat(proof.at("/text").asString()).contains("Get The " + news).doesNotContain("advertisements");
        assertThat(proof.at("/sha256").asString()).hasSize(64);
        assertThat(ada.state(news)).isEqualTo("active");
    }

    @Test
    void whatAMergedPersonChoseIsNotSaidToBeTakenBackWhileTheOneThatStaysKeepsIt() {
        String news = TestServer.unique("m-kept");
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "{{service}} {{submit}}",
                SamplePerson.service(news, false), Map.of());
        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).send();
        SamplePerson other = merged();
        assertThat(other.state(news)).isEqualTo("active");
        int entries = other.history().size();

        PublicPage undone = done.undo();

        assertThat(undone.text()).contains("This cannot be taken back any more").doesNotContain("It is taken back");
        assertThat(other.history()).hasSize(entries);
        assertThat(other.state(news)).isEqualTo("active");
    }

    @Test
    void aWithdrawalCountsForWhomThePersonWasMergedIntoInTheSameMoment() {
        String news = TestServer.unique("m-left");
        int id = SamplePerson.service(news, false);
        ada.subscribe(news);
        PageVersion page = withConstants();
        Person before = person();
        SamplePerson other = merged();

        Taken taken = TestServer.bean(FormTaking.class).take(before, page,
                new Wishes(Map.of(), Set.of(Switch.SMS), Set.of(), Set.of(id)), statement(page));

        assertThat(taken.changed()).isTrue();
        assertThat(other.switches()).containsExactly("sms");
        assertThat(other.state(news)).isEqualTo("ended");
        assertThat(other.profile().at("/attributes/origin").asString()).isEqualTo("fair");
    }

    @Test
    void aWithdrawalCountsForWhoWasDeletedInTheSameMoment() {
        int id = SamplePerson.service(TestServer.unique("m-gone"), false);
        PageVersion page = withConstants();
        Person before = person();
        TestServer.api().delete("/profiles/" + ada.key()).send().expect(204);

        Taken taken = TestServer.bean(FormTaking.class).take(before, page,
                new Wishes(Map.of(), Set.of(Switch.ALL), Set.of(id), Set.of()), statement(page));

        assertThat(taken.chosen().on()).containsExactly(Switch.ALL);
        assertThat(taken.services().begun()).isEmpty();
        assertThat(ada.switches()).containsExactly("all");
    }

    @Test
    void aStrangersWishToStopCountsOnAPageThatWasClosedWhileItWasOpen() {
        SamplePage page = SamplePage.of(PageKind.OPT_OUT_ALL, "{{email}} {{submit}}");
        PublicPage open = PublicPage.at(page.path());
        page.unpublish();
        assertThat(PublicPage.at(page.path()).text()).contains("There is no such page now");

        PublicPage wrong = open.type("email", "no address").send();
        assertThat(wrong.said()).contains("This is not an e-mail address.");
        PublicPage unknown = open.type("email", TestServer.unique("nobody") + "@visit.example").send();
        PublicPage done = open.type("email", ada.email()).send();

        assertThat(done.said()).contains("we no longer contact its owner: on every channel").isEqualTo(unknown.said());
        assertThat(ada.switches()).containsExactly("all");
        assertThat(ada.history().getFirst().at("/evidence/text").asString()).contains("[Stop everything]");
        done.undo();
        assertThat(ada.switches()).isEmpty();
    }

    @Test
    void aClosedPageGivesNothingToAStrangerAndNoPageTakesNothing() {
        String news = TestServer.unique("m-closed");
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "{{service}} {{email}} {{submit}}",
                SamplePerson.service(news, false), Map.of());
        PublicPage open = PublicPage.at(page.path()).type("email", ada.email());
        page.unpublish();

        assertThat(open.send().said()).isEmpty();
        TestServer.api().as("").raw("POST", "/page/no-such-page")
                .body("act=stop_everything&email=" + ada.email(), "application/x-www-form-urlencoded").send()
                .expect(200);

        assertThat(ada.state(news)).isEqualTo("none");
        assertThat(ada.switches()).isEmpty();
    }

    @Test
    void withoutAStampAClosedPageIsTakenForWhatItLastWas() {
        String news = TestServer.unique("m-unsub");
        int id = SamplePerson.service(news, false);
        SamplePage page = SamplePage.of(PageKind.UNSUBSCRIPTION, "{{service}} {{submit}}", id, Map.of());
        ada.subscribe(news);
        PublicPage open = PublicPage.at(page.linkOf(ada.id(), 0)).type("form", "");
        page.unpublish();

        open.send();

        assertThat(ada.state(news)).isEqualTo("ended");
    }

    private SamplePerson merged() {
        SamplePerson other = SamplePerson.of("stays");
        TestServer.api().post("/profiles/" + ada.key() + "/merge").json(Map.of("into", other.key())).send().expect(200);
        return other;
    }

    private Person person() {
        return TestServer.bean(Arrivals.class).person(ada.id()).orElseThrow();
    }

    private static PageVersion withConstants() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES, null, Map.of("origin", "fair"));
        return TestServer.bean(LandingPageStore.class).published(page.id()).orElseThrow();
    }

    private static Statement statement(PageVersion page) {
        return new Statement(page.pageId(), Statement.reason(page), new Wording.Known("Choose"), null,
                JsonNodeFactory.instance.objectNode().put("page", page.pageId()));
    }
}
