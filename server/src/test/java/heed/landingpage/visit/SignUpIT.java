package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.ledger.WordingStore;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Several pages filled in with one address, and whom the click applies to (semantics §3).
class SignUpIT {

    private static final Pattern BOX = Pattern
            .compile("<input type=\"checkbox\" name=\"also\" value=\"([0-9]+)\"><span>([^<]*)</span>");
    private static final String SUBSCRIBE = "Get {{service}}: {{email}} {{submit}}";

    @Test
    void theButtonConfirmsTheRequestOfItsLinkAndWhatElseWaitsOnlyWhereItsOwnBoxIsTicked() {
        String news = TestServer.unique("f-news");
        String tips = TestServer.unique("f-tips");
        String email = TestServer.unique("both") + "@visit.example";
        Stream.of(page(news, Map.of()), page(tips, Map.of("origin", "fair")),
                SamplePage.of(PageKind.ACQUISITION, "{{email}} {{submit}}"))
                .forEach(page -> StrangerIT.ask(page, email));
        assertThat(StrangerIT.mails(email)).isEqualTo(1);
        String link = StrangerIT.link(email);
        PublicPage shown = PublicPage.at(link);
        assertThat(shown.text()).contains("on the page “Your choices” of",
                "subscribes you to: The " + news + ".").doesNotContain(" checked");
        assertThat(boxes(shown).values()).containsExactly("“Your choices”, which subscribes you to: The " + tips,
                "“Your choices”");

        StrangerIT.post(link, shown);

        SamplePerson owner = StrangerIT.owner(email);
        assertThat(List.of(owner.state(news), owner.state(tips))).containsExactly("active", "none");
        assertThat(owner.profile().at("/attributes").has("origin")).isFalse();
        PublicPage again = PublicPage.at(link);
        long box = boxes(again).keySet().iterator().next();
        StrangerIT.post(link, again, box);
        assertThat(owner.state(tips)).isEqualTo("active");
        assertThat(owner.profile().at("/attributes/origin").asString()).isEqualTo("fair");
        assertThat(boxes(PublicPage.at(link)).values()).containsExactly("“Your choices”");
        JsonNode click = owner.history().stream().map(one -> one.at("/evidence/confirmation"))
                .filter(one -> !one.at("/ticked").isEmpty()).findFirst().orElseThrow();
        assertThat(click.at("/ticked/0").asLong()).isEqualTo(box);
        assertThat(TestServer.bean(WordingStore.class).beginning(click.at("/sha256").asString()).orElseThrow())
                .contains("[ ] “Your choices”, which subscribes you to: The " + tips);
    }

    @Test
    void whatThePageOfTheButtonDidNotNameIsNotConfirmedAndTheSameAskedTwiceIsOneBox() {
        String news = TestServer.unique("f-news");
        String tips = TestServer.unique("f-tips");
        String email = TestServer.unique("later") + "@visit.example";
        SamplePage second = page(tips, Map.of());
        StrangerIT.ask(page(news, Map.of()), email);
        String link = StrangerIT.link(email);
        PublicPage early = PublicPage.at(link);
        StrangerIT.ask(second, email);
        StrangerIT.ask(second, email);
        PublicPage late = PublicPage.at(link);
        assertThat(boxes(late)).hasSize(1);
        long box = boxes(late).keySet().iterator().next();

        StrangerIT.post(link, early, box);

        SamplePerson owner = StrangerIT.owner(email);
        assertThat(List.of(owner.state(news), owner.state(tips))).containsExactly("active", "none");
        StrangerIT.post(link, late, box);
        assertThat(owner.state(tips)).isEqualTo("active");
        assertThat(boxes(PublicPage.at(link))).as("answered with the one that was ticked").isEmpty();
    }

    private static SamplePage page(String service, Map<String, String> constants) {
        return SamplePage.of(PageKind.ACQUISITION, SUBSCRIBE, SamplePerson.service(service, false), constants);
    }

    /// Of what else waits, by its number.
    private static Map<Long, String> boxes(PublicPage page) {
        Map<Long, String> boxes = new LinkedHashMap<>();
        BOX.matcher(page.text()).results().forEach(box -> boxes.put(Long.valueOf(box.group(1)), box.group(2)));
        return boxes;
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
