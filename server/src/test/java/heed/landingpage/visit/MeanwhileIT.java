package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.LandingPageStore;
import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.EvidenceSettings;
import heed.landingpage.arrival.NetworkEvidence;
import heed.landingpage.arrival.Person;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Wording;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.rules.optout.Switch;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
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

    @Test
    void aClosedPageTakesNoBoxThatWasShownTickedAndLeftSo() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        ada.optOut("sms");
        PublicPage open = PublicPage.at(page.linkOf(ada.id(), 0));
        TestServer.api().delete("/profiles/" + ada.key() + "/opt-outs/sms?reason=test").send().expect(200);
        page.unpublish();

        open.tick("wanted", "email").send();

        assertThat(ada.switches()).containsExactly("email");
    }

    @Test
    void aPageToUnsubscribeFromADeletedServiceStillRecordsTheWish() {
        for (String control : List.of("{{service}}", "{{services}}")) {
            String news = TestServer.unique("m-deleted");
            int id = SamplePerson.service(news, false);
            SamplePage page = SamplePage.of(PageKind.UNSUBSCRIPTION, control + " {{submit}}");
            ada.subscribe(news);
            TestServer.api().delete("/services/" + news).send().expect(204);
            PublicPage shown = PublicPage.at("/p/" + TestServer.bean(Links.class)
                    .token(new Link(Purpose.PAGE, ada.id(), 0, page.id(), id, 0)));
            assertThat(shown.text()).contains("The " + news);

            shown.type("service", Integer.toString(id)).send();

            JsonNode entry = ada.history().getFirst();
            assertThat(entry.at("/kind").asString()).isEqualTo("unsubscribed");
            assertThat(entry.at("/evidence/page").asInt()).isEqualTo(page.id());
            assertThat(entry.at("/evidence/identified").asString()).isEqualTo("link");
        }
    }

    @Test
    void aPersonLeavesWhatTheyEverHadAndNothingElseThatThePageIsNotAbout() {
        String had = TestServer.unique("m-had");
        String never = TestServer.unique("m-never");
        int hadId = SamplePerson.service(had, false);
        int neverId = SamplePerson.service(never, false);
        SamplePage page = SamplePage.of(PageKind.UNSUBSCRIPTION, "{{service}} {{submit}}",
                SamplePerson.service(TestServer.unique("m-own"), false), Map.of());
        ada.subscribe(had);
        PublicPage shown = PublicPage.at(page.linkOf(ada.id(), 0));
        int entries = ada.history().size();

        PublicPage none = shown.type("service", Integer.toString(neverId)).send();
        assertThat(none.said()).doesNotContain(never);
        assertThat(ada.history()).hasSize(entries);
        shown.type("service", Integer.toString(hadId)).send();

        assertThat(ada.state(had)).isEqualTo("ended");
    }

    @Test
    void anEmptyFormTakesNothingBackAndTheButtonKeepsWhatWasReadBesideIt() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 7)).tick("wanted", "email").send();

        for (String body : List.of("", "a=b", "lang=en", "form=AAAA")) {
            assertThat(TestServer.api().as("").raw("POST", undoPath(done)).header("Accept-Language", "en")
                    .body(body, "application/x-www-form-urlencoded").send().expect(200).text()).as(body)
                    .contains("Take your last choice back?", "Stop everything");
        }
        assertThat(ada.switches()).containsExactly("email");
        done.undo();

        assertThat(ada.switches()).isEmpty();
        JsonNode proof = ada.history().getFirst().at("/evidence");
        assertThat(proof.at("/reason").asString()).isEqualTo("taken back by the recipient");
        assertThat(proof.at("/text").asString()).contains("[Take it back]");
        assertThat(List.of(proof.at("/page").asInt(), proof.at("/version").asInt())).containsExactly(page.id(), 1);
        assertThat(List.of(proof.at("/language").asString(), proof.at("/identified").asString(),
                proof.at("/delivery").asString())).containsExactly("en", "link", "7");
        assertThat(proof.has("ip")).isFalse();
    }

    @Test
    void whereTheInstanceKeepsTheNetworkAnUndoKeepsItToo() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).tick("wanted", "email").send();
        Link link = TestServer.bean(Links.class).read(undoPath(done).substring("/undo/".length())).orElseThrow();
        ShownWordings shown = TestServer.bean(ShownWordings.class);
        Proofs proofs = new Proofs(new NetworkEvidence(new EvidenceSettings(true)), shown,
                TestServer.bean(Clock.class));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.7");
        request.addHeader("User-Agent", "A browser");

        Undoing.Undone undone = TestServer.bean(Undoing.class).undo(link, proofs.ofUndo(link, Optional.empty(),
                new Proofs.Words("en", "Undo"), shown.read(0, shown.stamp(0, 0, "Undo")).orElseThrow(), request));

        assertThat(undone).isEqualTo(Undoing.Undone.DONE);
        JsonNode proof = ada.history().getFirst().at("/evidence");
        assertThat(List.of(proof.at("/ip").asString(), proof.at("/userAgent").asString())).containsExactly("192.0.2.7",
                "A browser");
    }

    private static String undoPath(PublicPage page) {
        Matcher undo = Pattern.compile("action=\"(/undo/[^\"]+)\"").matcher(page.text());
        assertThat(undo.find()).as(page.text()).isTrue();
        return undo.group(1);
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
