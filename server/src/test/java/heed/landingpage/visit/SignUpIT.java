package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Several pages filled in with one address, and whom the click applies to (semantics §3).
class SignUpIT {

    private static final String SUBSCRIBE = "Get {{service}}: {{email}} {{submit}}";

    @Test
    void twoPagesAreConfirmedByTheOneMessageThatIsSentAndThePageOfTheButtonNamesBoth() {
        String news = TestServer.unique("f-news");
        String tips = TestServer.unique("f-tips");
        SamplePage first = SamplePage.of(PageKind.ACQUISITION, SUBSCRIBE, SamplePerson.service(news, false), Map.of());
        SamplePage second = SamplePage.of(PageKind.ACQUISITION, SUBSCRIBE, SamplePerson.service(tips, false),
                Map.of("origin", "fair"));
        String email = TestServer.unique("both") + "@visit.example";

        StrangerIT.ask(first, email);
        StrangerIT.ask(second, email);
        assertThat(StrangerIT.mails(email)).isEqualTo(1);
        String link = StrangerIT.link(email);
        PublicPage shown = PublicPage.at(link);
        assertThat(shown.text()).contains("subscribes you to: The " + news + ", The " + tips + ".");
        String later = TestServer.unique("f-later");
        StrangerIT.ask(SamplePage.of(PageKind.ACQUISITION, SUBSCRIBE, SamplePerson.service(later, false), Map.of()),
                email);
        StrangerIT.post(link, shown);

        SamplePerson owner = StrangerIT.owner(email);
        assertThat(List.of(owner.state(news), owner.state(tips))).containsOnly("active");
        assertThat(owner.profile().at("/attributes/origin").asString()).isEqualTo("fair");
        assertThat(owner.state(later)).as("the page of the button did not name it").isEqualTo("none");
        StrangerIT.press(link);
        assertThat(owner.state(later)).isEqualTo("active");
    }

    @Test
    void whoHasClickedIsMailedAgainAtTheNextSignUp() {
        String tips = TestServer.unique("g-tips");
        SamplePage first = SamplePage.of(PageKind.ACQUISITION, "{{email}} {{submit}}");
        SamplePage second = SamplePage.of(PageKind.ACQUISITION, SUBSCRIBE, SamplePerson.service(tips, false), Map.of());
        String email = TestServer.unique("again") + "@visit.example";

        StrangerIT.ask(first, email);
        StrangerIT.press(StrangerIT.link(email));
        StrangerIT.ask(second, email);

        assertThat(StrangerIT.mails(email)).isEqualTo(2);
        StrangerIT.press(StrangerIT.link(email));
        assertThat(StrangerIT.owner(email).state(tips)).isEqualTo("active");
    }

    @Test
    void eachMailboxOfOnePersonIsAskedForItself() {
        SamplePage page = SamplePage.of(PageKind.ACQUISITION, "{{email}} {{submit}}");
        String one = TestServer.unique("one") + "@visit.example";
        String other = TestServer.unique("other") + "@visit.example";
        TestServer.api().put("/profiles/" + TestServer.unique("several"))
                .json(Map.of("addresses", Map.of("email", List.of(one, other)))).send().expect(201);

        Stream.of(one, other, one, other).forEach(email -> StrangerIT.ask(page, email));

        assertThat(List.of(StrangerIT.mails(one), StrangerIT.mails(other))).containsOnly(1L);
    }

    @Test
    void theClickAppliesToTheOldestProfileThatHasTheAddressThen() {
        String news = TestServer.unique("h-news");
        SamplePage page = SamplePage.of(PageKind.ACQUISITION, SUBSCRIBE, SamplePerson.service(news, false), Map.of());
        SamplePerson oldest = SamplePerson.of("moved");
        SamplePerson younger = SamplePerson.at(TestServer.unique("stayed"), oldest.email());
        StrangerIT.ask(page, oldest.email());
        TestServer.api().put("/profiles/" + oldest.key()).json(Map.of("addresses", Map.of())).send().expect(200);

        StrangerIT.press(StrangerIT.link(younger.email()));

        assertThat(younger.state(news)).isEqualTo("active");
        assertThat(oldest.state(news)).isEqualTo("none");
    }
}
