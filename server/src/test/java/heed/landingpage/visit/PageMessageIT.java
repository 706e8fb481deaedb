package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.landingpage.PageMessage;
import heed.landingpage.PageMessage.Wording;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A page's own message: at every real change, one for each form, instead of those of the services (semantics §3).
class PageMessageIT {

    private static final String CHOICES = "{{switches}} {{services}} {{submit}}";
    private static final PageMessage MESSAGE = new PageMessage(
            Map.of("en", new Wording("Changed", "Now: {{service}}. {{unsubscribeUrl}}")));

    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final SamplePerson ada = SamplePerson.of("told");

    @Test
    void aSwitchIsToldOfEachTimeItReallyChanges() {
        SamplePage page = page(PageKind.PREFERENCES, CHOICES, null);

        PublicPage.at(page.linkOf(ada.id(), 0)).tick("wanted", "sms").send();
        PublicPage.at(page.linkOf(ada.id(), 0)).send();
        assertThat(mails(ada.email())).containsExactly("page_message");

        PublicPage.at(page.linkOf(ada.id(), 0)).clear("wanted", "sms").send();
        assertThat(mails(ada.email())).containsExactly("page_message", "page_message");
    }

    @Test
    void oneFormIsOneMessageWhateverItChangesAndServicesAreSilent() {
        String news = TestServer.unique("told-news");
        String tips = TestServer.unique("told-tips");
        int newsId = telling(news, false);
        int tipsId = telling(tips, false);
        SamplePage page = page(PageKind.PREFERENCES, CHOICES, null);

        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).tick("wanted", "fax")
                .tick("service", Integer.toString(newsId)).tick("service", Integer.toString(tipsId)).send();

        assertThat(done.said()).contains("The " + news, "The " + tips, "by fax");
        assertThat(mails(ada.email())).containsExactly("page_message");
        assertThat(text(ada.email())).contains("The " + news, "The " + tips, "/u/");

        PublicPage.at(page.linkOf(ada.id(), 0)).clear("service", Integer.toString(newsId)).send();
        assertThat(mails(ada.email())).containsExactly("page_message", "page_message");
        assertThat(text(ada.email())).contains("The " + news).doesNotContain("The " + tips);
    }

    @Test
    void whatWaitsForAConfirmationIsToldOfWhenItIsConfirmed() {
        int id = telling(TestServer.unique("told-later"), true);
        SamplePage page = page(PageKind.SUBSCRIPTION, "{{service}} {{submit}}", id);

        PublicPage.at(page.linkOf(ada.id(), 0)).send();
        assertThat(mails(ada.email())).containsExactly("confirm_subscription");

        StrangerIT.press(StrangerIT.link(ada.email()));
        assertThat(mails(ada.email())).containsExactly("confirm_subscription", "page_message");
    }

    @Test
    void theOwnerOfAnAddressThatAStrangerTypedIsToldOnce() {
        SamplePerson mate = SamplePerson.at(TestServer.unique("told-mate"), ada.email());
        SamplePage page = page(PageKind.OPT_OUT_ALL, "{{email}} {{submit}}", null);

        PublicPage.at(page.path()).type("email", ada.email()).send();

        assertThat(mate.switches()).containsExactly("all");
        assertThat(mails(ada.email())).containsExactly("page_message");
        PublicPage.at(page.path()).type("email", ada.email()).send();
        assertThat(mails(ada.email())).as("nothing changed").hasSize(1);
    }

    @Test
    void nothingIsMailedToAnAddressThatIsQuarantined() {
        SamplePage page = page(PageKind.PREFERENCES, CHOICES, null);
        TestServer.api().post("/quarantine").json(
                Map.of("channel", "email", "address", ada.email(), "status", "quarantined")).send()
                .expect(201);

        PublicPage.at(page.linkOf(ada.id(), 0)).tick("wanted", "sms").send();

        assertThat(ada.switches()).containsExactly("sms");
        assertThat(jdbc.sql("select state || ' ' || reason from outbox where to_address = :to")
                .param("to", ada.email()).query(String.class).list())
                .containsExactly("withheld address_quarantined");
    }

    @Test
    void whatIsTakenBackIsToldOfAsEveryRealChange() {
        String news = TestServer.unique("told-back");
        int id = telling(news, false);
        SamplePage page = page(PageKind.PREFERENCES, CHOICES, null);

        PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).tick("wanted", "sms")
                .tick("service", Integer.toString(id)).send();
        done.undo();
        assertThat(ada.switches()).isEmpty();
        assertThat(mails(ada.email())).containsExactly("page_message", "page_message");
        assertThat(text(ada.email())).contains("The " + news);

        done.undo();
        assertThat(mails(ada.email())).as("nothing changed").hasSize(2);
    }

    @Test
    void theOwnerIsToldWhenAStrangerTakesItBackAndNobodyReadsThatALateOneDid() {
        SamplePage page = page(PageKind.OPT_OUT_ALL, "{{email}} {{submit}}", null);
        SamplePerson bob = SamplePerson.of("told-late");

        PublicPage.at(page.path()).type("email", ada.email()).send().undo();
        assertThat(mails(ada.email())).containsExactly("page_message", "page_message");

        PublicPage known = PublicPage.at(page.path()).type("email", bob.email()).send();
        PublicPage unknown = PublicPage.at(page.path()).type("email", TestServer.unique("nobody") + "@visit.example")
                .send();
        jdbc.sql("update page_undos set made_at = made_at - interval '61 minutes' where page_id = :page")
                .param("page", page.id()).update();
        assertThat(List.of(known.undo().text(), unknown.undo().text())).allSatisfy(
                text -> assertThat(text).contains("This cannot be taken back any more")
                        .doesNotContain("is taken back"));
        assertThat(bob.switches()).containsExactly("all");
        assertThat(mails(bob.email())).hasSize(1);
    }

    @Test
    void whatAStrangerAskedForIsToldOfByTheClick() {
        int id = telling(TestServer.unique("told-asked"), false);
        SamplePage page = page(PageKind.SUBSCRIPTION, "{{service}} {{email}} {{submit}}", id);

        StrangerIT.ask(page, 2, ada.email());
        StrangerIT.press(StrangerIT.link(ada.email()));
        StrangerIT.press(StrangerIT.link(ada.email()));

        assertThat(mails(ada.email())).containsExactly("confirm_profile", "page_message");
    }

    /// With a message of its own since its second version.
    private static SamplePage page(PageKind kind, String body, @Nullable Integer service) {
        SamplePage page = SamplePage.of(kind, body, service, Map.of());
        page.publish(2, SamplePage.draft(body, service, Map.of(), null, MESSAGE));
        return page;
    }

    /// A service with a message of its own.
    private static int telling(String name, boolean doubleOptIn) {
        int id = SamplePerson.service(name, doubleOptIn);
        TestServer.api().patch("/services/" + name).json(Map.of("confirmation", "default")).send().expect(200);
        return id;
    }

    /// The kinds of the messages to an address, the oldest first.
    private List<String> mails(String email) {
        return List.copyOf(jdbc.sql("select kind from outbox where to_address = :to order by id").param("to", email)
                .query(String.class).list());
    }

    private String text(String email) {
        return jdbc.sql("select text from outbox where to_address = :to order by id desc limit 1").param("to", email)
                .query(String.class).single();
    }
}
