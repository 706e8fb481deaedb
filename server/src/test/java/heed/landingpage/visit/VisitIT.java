package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import heed.link.Link;
import heed.link.Links;
import heed.rules.Channel;
import heed.subscription.ServiceStore;
import heed.testing.Api;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A person before a page, by a link of their own.
class VisitIT {

    private static final String PREFERENCES = "Choose:\n\n{{switches}}\n\n{{services}}\n\n{{stop_everything}}\n\n{{submit}}";

    private final SamplePerson ada = SamplePerson.of("ada");

    @Test
    void lookingChangesNothingHoweverItIsDone() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        int before = ada.history().size();

        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            Api nobody = TestServer.api().as("");
            nobody.raw(method, page.linkOf(ada.id(), 7)).header("Sec-Purpose", "prefetch").send();
            nobody.raw(method, page.linkOf(ada.id(), 7) + "?act=stop_everything&wanted=all").send();
        }
        SamplePage all = SamplePage.of(PageKind.OPT_OUT_ALL, "{{submit}}");
        TestServer.api().as("").raw("POST", all.linkOf(ada.id(), 7)).body("{}", "application/json").send();

        assertThat(ada.history()).hasSize(before);
        assertThat(ada.switches()).isEmpty();
    }

    @Test
    void thePageShowsTheStateAndRecordsWhatDiffersWithItsProof() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        ada.optOut("sms");
        PublicPage shown = PublicPage.at(page.linkOf(ada.id(), 77));
        assertThat(shown.ticked("wanted", "sms")).isTrue();

        PublicPage done = shown.tick("wanted", "email").send();

        assertThat(done.said()).contains("From now on we no longer contact you: by e-mail.")
                .doesNotContain("text message");
        assertThat(done.text()).contains("Thank you.");
        assertThat(ada.switches()).containsExactlyInAnyOrder("email", "sms");
        JsonNode entry = ada.history().getFirst();
        assertThat(entry.at("/source").asString()).isEqualTo("landing_page");
        assertThat(entry.at("/actor").asString()).isEqualTo("recipient");
        JsonNode proof = entry.at("/evidence");
        assertThat(proof.at("/page").asInt()).isEqualTo(page.id());
        assertThat(proof.at("/version").asInt()).isEqualTo(1);
        assertThat(proof.at("/language").asString()).isEqualTo("en");
        assertThat(proof.at("/delivery").asString()).isEqualTo("77");
        assertThat(proof.at("/sha256").asString()).hasSize(64);
        assertThat(proof.at("/text").asString()).contains("Choose:", "By e-mail").doesNotContain(ada.email());
        assertThat(proof.has("ip")).isFalse();
    }

    @Test
    void whatWasDoneIsTakenBackByVoidingExactlyThat() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        ada.optOut("sms");
        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).tick("wanted", "email").tick("wanted", "push").send();

        PublicPage undone = done.undo();
        PublicPage again = done.undo();

        assertThat(undone.text()).contains("It is taken back").contains("by text message");
        assertThat(again.text()).contains("It was taken back before");
        assertThat(ada.switches()).containsExactly("sms");
        assertThat(ada.history().getFirst().at("/kind").asString()).isEqualTo("voided");
        assertThat(ada.history().getFirst().at("/source").asString()).isEqualTo("landing_page");
    }

    @Test
    void aFormThatIsStaleNeverLiftsAnOptOutThatIsNewer() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        ada.optOut("email");
        PublicPage stale = PublicPage.at(page.linkOf(ada.id(), 0));
        TestServer.api().delete("/profiles/" + ada.key() + "/opt-outs/email?reason=test").send().expect(200);
        ada.optOut("email");

        PublicPage done = stale.clear("wanted", "email").send();

        assertThat(ada.switches()).containsExactly("email");
        assertThat(done.said()).contains("You opted out once more after this page was opened");
        assertThat(done.hasUndo()).isFalse();
    }

    /// What is said once more of what is so already moves no `since`, and counts all the same.
    @Test
    void aFormThatIsStaleLiftsNoOptOutThatWasSaidOnceMore() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        ada.optOut("email");
        PublicPage stale = PublicPage.at(page.linkOf(ada.id(), 0));
        TestServer.api().as("").raw("POST", "/u/" + TestServer.bean(Links.class)
                .token(Link.unsubscribe(ada.id(), 0, 0, Channel.EMAIL.number())))
                .body("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded").send().expect(200);

        PublicPage told = stale.clear("wanted", "email").send();

        assertThat(ada.switches()).containsExactly("email");
        assertThat(told.said()).contains("You opted out once more after this page was opened");
        told.clear("wanted", "email").send();
        assertThat(ada.switches()).as("the form that followed shows it").isEmpty();
    }

    @Test
    void whoOptsInAgainGivesThePageAsTheReason() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        ada.optOut("email");

        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).clear("wanted", "email").send();

        assertThat(done.said()).contains("We may contact you again: by e-mail.");
        assertThat(ada.switches()).isEmpty();
        assertThat(ada.history().getFirst().at("/evidence/reason").asString())
                .isEqualTo("landing page " + page.name() + " v1");
    }

    @Test
    void servicesAreJoinedAndLeftInOneFormAndTakenBackTogether() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        String news = TestServer.unique("a-news");
        String tips = TestServer.unique("a-tips");
        int newsId = SamplePerson.service(news, false);
        int tipsId = SamplePerson.service(tips, true);
        ada.subscribe(news);

        PublicPage shown = PublicPage.at(page.linkOf(ada.id(), 0));
        String seq = shown.value("shownService");
        assertThat(seq).startsWith(newsId + ":");
        PublicPage done = shown.clear("service", Integer.toString(newsId)).tick("service", Integer.toString(tipsId))
                .send();

        assertThat(ada.state(news)).isEqualTo("ended");
        assertThat(ada.state(tips)).isEqualTo("pending");
        assertThat(done.said()).contains("You are no longer subscribed to: The " + news)
                .contains("One more step").contains("The " + tips);

        done.undo();
        assertThat(ada.state(news)).isEqualTo("active");
        assertThat(ada.state(tips)).isEqualTo("none");
    }

    @Test
    void whereNoMessageAsksToConfirmThePageSaysSo() {
        String texts = TestServer.unique("a-texts");
        TestServer.api().post("/services").json(Map.of("name", texts, "label", "The " + texts, "channel", "sms",
                "doubleOptIn", true)).send().expect(201);
        int id = TestServer.bean(ServiceStore.class).find(texts).orElseThrow().id();
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "{{service}} {{submit}}", id, Map.of());

        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).send();

        assertThat(ada.state(texts)).isEqualTo("pending");
        assertThat(done.said()).contains("no message with a link to confirm it can be sent to you: The " + texts)
                .doesNotContain("follow the link");
    }

    @Test
    void aFormLeftOpenDoesNotSubscribeWhoHasLeftSince() {
        String news = TestServer.unique("b-news");
        int id = SamplePerson.service(news, false);
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "{{service}} {{submit}}", id, Map.of());
        PublicPage open = PublicPage.at(page.linkOf(ada.id(), 0));
        open.send();
        assertThat(ada.state(news)).isEqualTo("active");
        TestServer.api().delete("/services/" + news + "/subscriptions/" + ada.key()).send().expect(200);

        PublicPage repeated = open.send();

        assertThat(ada.state(news)).isEqualTo("ended");
        assertThat(repeated.said()).contains("You unsubscribed after this page was opened");
    }

    @Test
    void theConstantsOfThePageBecomeAttributesAndNothingElse() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES, null, Map.of("origin", "fair"));

        PublicPage.at(page.linkOf(ada.id(), 0)).tick("wanted", "fax").send();

        assertThat(ada.profile().at("/attributes/origin").asString()).isEqualTo("fair");
        assertThat(ada.profile().at("/addresses/email").asString()).isEqualTo(ada.email());
    }

    @Test
    void everythingStopsOnAPageThatIsClosedAndForAPersonWhoWasDeleted() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        String link = page.linkOf(ada.id(), 5);
        PublicPage leftOpen = PublicPage.at(link);
        page.unpublish();

        PublicPage closed = PublicPage.at(link);
        assertThat(closed.text()).contains("There is no such page now");
        leftOpen.tick("wanted", "sms").send();
        assertThat(ada.switches()).containsExactly("sms");
        TestServer.api().delete("/profiles/" + ada.key()).send().expect(204);
        PublicPage done = PublicPage.at(link).stop();

        assertThat(done.said()).contains("From now on we no longer contact you: on every channel.");
        assertThat(ada.switches()).containsExactlyInAnyOrder("all", "sms");
        assertThat(ada.history().getFirst().at("/evidence/text").asString()).contains("[Stop everything]");
    }

    @Test
    void aPagePastItsEndTakesNothingButTheWishToStop() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        ada.optOut("email");
        PublicPage open = PublicPage.at(page.linkOf(ada.id(), 0));
        PageDraft over = SamplePage.draft(PREFERENCES, null, Map.of(), Instant.EPOCH, null);
        page.publish(2, over);

        open.clear("wanted", "email").send();

        assertThat(ada.switches()).containsExactly("email");
    }

    @Test
    void theProofNamesTheVersionThatWasRead() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, "Old words. " + PREFERENCES);
        PublicPage open = PublicPage.at(page.linkOf(ada.id(), 0));
        page.publish(2, SamplePage.draft("New words. " + PREFERENCES, null, Map.of(), null, null));

        PublicPage answer = open.tick("wanted", "email").send();

        JsonNode proof = ada.history().getFirst().at("/evidence");
        assertThat(proof.at("/version").asInt()).isEqualTo(1);
        assertThat(proof.at("/text").asString()).contains("Old words.");
        assertThat(answer.text()).contains("New words.");
    }

    @Test
    void aTokenThatIsNoneIsAnsweredByTheSameCalmPage() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        String link = page.linkOf(ada.id(), 0);
        String spelledOtherwise = "/p/%" + Integer.toHexString(link.charAt(3)) + link.substring(4);

        String unknown = PublicPage.at("/p/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").text();

        assertThat(unknown).contains("There is no such page now").doesNotContain("stop_everything");
        assertThat(PublicPage.at(spelledOtherwise).text()).isEqualTo(unknown);
        assertThat(PublicPage.at("/p/" + link.substring(3, link.length() - 1)).text()).isEqualTo(unknown);
        assertThat(PublicPage.at("/page/no-such-page").text()).isEqualTo(unknown);
        assertThat(PublicPage.at("/undo/AAAA").text()).isEqualTo(unknown);
    }

    @Test
    void aPageIsSmallAndAsksForNoScriptNoCookieAndNothingForeign() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, "Choose: {{switches}} {{stop_everything}} {{submit}}");

        PublicPage shown = PublicPage.at(page.linkOf(ada.id(), 0) + "?lang=fr");

        assertThat(shown.text().length()).isLessThan(30_000);
        assertThat(shown.text()).contains("Vos choix", "Ne plus me contacter", "lang=\"fr\"").doesNotContain("<script",
                "://");
        assertThat(shown.answer().header("Set-Cookie")).isNull();
        assertThat(shown.answer().header("Cache-Control")).contains("no-store");
        assertThat(shown.tick("wanted", "email").send().said()).contains("nous ne vous contactons plus");
    }

    @Test
    void whoIsDenylistedBesidesReadsThatTheAddressStaysBlocked() {
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, PREFERENCES);
        ada.optOut("email");
        TestServer.api().post("/quarantine").json(Map.of("channel", "email", "address", ada.email(), "status",
                "denylisted", "reason", "test")).send();

        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).clear("wanted", "email").send();

        assertThat(done.said()).contains("Messages may still not reach you");
    }
}
