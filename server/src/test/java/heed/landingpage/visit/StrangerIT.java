package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.link.Links;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody without a link, who types an address.
class StrangerIT {

    private static final Pattern CONFIRM = Pattern.compile("(/c/[A-Za-z0-9_-]+)");
    private static final Pattern STAMP = Pattern.compile("name=\"form\" value=\"([A-Za-z0-9_-]+)\"");
    private static final String SUBSCRIBE = "Get {{service}}: {{email}} {{submit}}";

    private static final JdbcClient JDBC = TestServer.bean(JdbcClient.class);

    @Test
    void everybodyWithTheAddressIsOptedOutAndTheWordsAreTheSameForAnUnknownOne() {
        SamplePage page = SamplePage.of(PageKind.OPT_OUT_ALL, "{{email}} {{submit}}");
        SamplePerson one = SamplePerson.of("house");
        SamplePerson other = SamplePerson.at(TestServer.unique("mate"), one.email());

        PublicPage known = PublicPage.at(page.path()).type("email", " " + one.email().toUpperCase(Locale.ROOT))
                .send();
        PublicPage unknown = PublicPage.at(page.path()).type("email", TestServer.unique("nobody") + "@visit.example")
                .send();

        assertThat(one.switches()).containsExactly("all");
        assertThat(other.switches()).containsExactly("all");
        assertThat(known.said()).isNotEmpty().isEqualTo(unknown.said());
        assertThat(known.hasUndo()).isEqualTo(unknown.hasUndo()).isTrue();

        assertThat(List.of(known.undo(), unknown.undo())).as("nor do those of the undo")
                .allSatisfy(undone -> assertThat(
                        undone.text()).contains("recorded through this page within the last hour is taken back"));
        assertThat(one.switches()).isEmpty();
        assertThat(other.switches()).isEmpty();
    }

    @Test
    void aServiceThatWasDeletedMeanwhileKeepsNothingElseFromBeingTakenBack() {
        String news = TestServer.unique("l-news");
        int id = SamplePerson.service(news, false);
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, "{{switches}} {{services}} {{email}} {{submit}}", id,
                Map.of());
        SamplePerson owner = SamplePerson.of("undone");
        owner.subscribe(news);
        PublicPage done = PublicPage.at(page.path()).type("email", owner.email()).tick("wanted", "sms")
                .tick("leave", Integer.toString(id)).send();
        assertThat(owner.switches()).containsExactly("sms");
        TestServer.api().delete("/services/" + news).send().expect(204);

        assertThat(done.undo().text()).contains("within the last hour is taken back");

        assertThat(owner.switches()).isEmpty();
    }

    @Test
    void whatIsNoAddressComesBackWithTheReason() {
        SamplePage page = SamplePage.of(PageKind.OPT_OUT_ALL, "{{email}} {{submit}}");

        PublicPage back = PublicPage.at(page.path()).type("email", "not an address").send();

        assertThat(back.text()).contains("This is not an e-mail address.", "value=\"not an address\"");
        assertThat(back.said()).isEmpty();
    }

    @Test
    void anUnknownAddressBecomesAnUnconfirmedProfileUntilItsOwnerClicks() {
        String news = TestServer.unique("c-news");
        SamplePage page = SamplePage.of(PageKind.ACQUISITION, SUBSCRIBE, SamplePerson.service(news, false),
                Map.of("origin", "fair"));
        String email = TestServer.unique("fresh") + "@visit.example";

        PublicPage asked = ask(page, email);

        assertThat(asked.said()).contains("Please look into the mailbox of this address");
        SamplePerson fresh = owner(email);
        assertThat(fresh.key()).startsWith("page-");
        assertThat(fresh.profile().at("/unconfirmed").asBoolean()).isTrue();
        assertThat(fresh.profile().at("/attributes/origin").asString()).isEqualTo("fair");
        assertThat(fresh.state(news)).isEqualTo("none");

        click(email);

        assertThat(fresh.profile().at("/unconfirmed").asBoolean()).isFalse();
        assertThat(fresh.state(news)).isEqualTo("active");
        assertThat(fresh.history().getFirst().at("/evidence/page").asInt()).isEqualTo(page.id());
        assertThat(fresh.history().getFirst().at("/evidence/text").asString()).contains("Sign up");
    }

    @Test
    void aKnownAddressChangesNothingBeforeItsOwnerClicksAndThenTheOldestProfile() {
        String news = TestServer.unique("d-news");
        SamplePage page = SamplePage.of(PageKind.ACQUISITION, SUBSCRIBE, SamplePerson.service(news, false),
                Map.of("origin", "fair"));
        SamplePerson oldest = SamplePerson.of("oldest");
        SamplePerson younger = SamplePerson.at(TestServer.unique("younger"), oldest.email());
        oldest.optOut("email");
        int entries = oldest.history().size();

        PublicPage asked = ask(page, oldest.email());

        assertThat(asked.said()).isEqualTo(ask(page, TestServer.unique("other") + "@visit.example").said());
        assertThat(oldest.history()).hasSize(entries);
        assertThat(oldest.profile().at("/attributes/origin").isMissingNode()).isTrue();

        click(oldest.email());

        assertThat(oldest.state(news)).isEqualTo("active");
        assertThat(younger.state(news)).isEqualTo("none");
        assertThat(oldest.switches()).containsExactly("email");
        assertThat(oldest.profile().at("/attributes/origin").asString()).isEqualTo("fair");
    }

    @Test
    void aSubscriptionThatAStrangerAsksForWaitsForTheOwnerWhateverTheServiceSays() {
        String news = TestServer.unique("e-news");
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, SUBSCRIBE, SamplePerson.service(news, false), Map.of());
        SamplePerson owner = SamplePerson.of("owner");
        int entries = owner.history().size();

        ask(page, owner.email());

        assertThat(owner.history()).hasSize(entries);
        String link = link(owner.email());
        owner.subscribe(news);
        TestServer.api().delete("/services/" + news + "/subscriptions/" + owner.key()).send().expect(200);
        press(link);
        assertThat(owner.state(news)).as("who left since has said the later word").isEqualTo("ended");
    }

    @Test
    void aMailboxIsNotBombed() {
        SamplePage page = SamplePage.of(PageKind.ACQUISITION, "{{email}} {{submit}}");
        String email = TestServer.unique("victim") + "@visit.example";

        List<String> said = Stream.generate(() -> ask(page, email).said()).limit(5).distinct().toList();

        assertThat(said).as("the words do not tell").hasSize(1);
        assertThat(mails(email)).isBetween(1L, 3L);
    }

    @Test
    void whatABrowserFillsInUnseenDoesNotKeepAnybodyFromStopping() {
        String email = TestServer.unique("filled") + "@visit.example";
        String key = TestServer.unique("filled");
        TestServer.api().put("/profiles/" + key).json(Map.of("addresses", Map.of("email", email))).send().expect(201);
        SamplePage page = SamplePage.of(PageKind.OPT_OUT_ALL, "{{email}} {{submit}}");

        PublicPage.at(page.path()).type("email", email).type("website", "https://visit.example").send();

        assertThat(TestServer.api().get("/profiles/" + key + "/opt-outs").send().at("/all").asBoolean()).isTrue();
    }

    @Test
    void aMachineIsToldWhatAPersonIsAndDoesNothing() {
        SamplePage page = SamplePage.of(PageKind.ACQUISITION, "{{email}} {{submit}}");
        String trapped = TestServer.unique("trapped") + "@visit.example";
        String fast = TestServer.unique("fast") + "@visit.example";

        PublicPage machine = PublicPage.at(page.path()).type("form", page.stamp(1, 5_000)).type("email", trapped)
                .type("website", "http://spam.example").send();
        PublicPage quick = PublicPage.at(page.path()).type("email", fast).send();

        assertThat(machine.said()).contains("Please look into the mailbox");
        assertThat(mails(trapped)).isZero();
        assertThat(quick.text()).contains("quicker than anybody can read", "value=\"" + fast + "\"");
        assertThat(mails(fast)).isZero();
    }

    @Test
    void aPageTakesNoMoreFromAStrangerThanItShows() {
        String news = TestServer.unique("i-news");
        int id = SamplePerson.service(news, false);
        SamplePerson owner = SamplePerson.of("crafted");
        owner.subscribe(news);
        int entries = owner.history().size();
        SamplePage page = SamplePage.of(PageKind.ACQUISITION, "{{email}} {{submit}}");

        PublicPage.at(page.path()).type("form", page.stamp(1, 5_000)).type("email", owner.email()).tick("wanted", "all")
                .tick("shownService", id + ":1").tick("service", "1").send();

        assertThat(owner.history()).hasSize(entries);
        PublicPage.at(page.path()).type("email", owner.email()).type("act", "stop_everything").send();
        assertThat(owner.switches()).as("the button that is on every page").containsExactly("all");
    }

    @Test
    void onPreferencesByNameASingleServiceIsLeftAsEasilyAsItIsJoined() {
        String news = TestServer.unique("j-news");
        String tips = TestServer.unique("j-tips");
        int id = SamplePerson.service(news, false);
        int other = SamplePerson.service(tips, false);
        SamplePerson owner = SamplePerson.of("leaver");
        owner.subscribe(news);
        owner.subscribe(tips);
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, "{{services}} {{email}} {{submit}}");

        PublicPage done = PublicPage.at(page.path()).type("email", owner.email()).tick("leave", Integer.toString(id))
                .tick("service", Integer.toString(id)).tick("shownService", other + ":1").send();

        assertThat(done.said()).contains("it is no longer subscribed to: The " + news)
                .doesNotContain("Please look into the mailbox", tips);
        assertThat(List.of(owner.state(news), owner.state(tips))).containsExactly("ended", "active");
        assertThat(owner.history().getFirst().at("/evidence/identified").asString()).isEqualTo("address");
    }

    @Test
    void noServiceIsNamedOrLeftThatThePageDoesNotOffer() {
        String hidden = TestServer.unique("k-hidden");
        String gone = TestServer.unique("k-gone");
        int id = SamplePerson.service(hidden, false);
        int deleted = SamplePerson.service(gone, false);
        SamplePage page = SamplePage.of(PageKind.UNSUBSCRIPTION, "{{service}} {{email}} {{submit}}",
                SamplePerson.service(TestServer.unique("k-news"), false), Map.of());
        SamplePage several = SamplePage.of(PageKind.UNSUBSCRIPTION, "{{services}} {{email}} {{submit}}");
        SamplePerson owner = SamplePerson.of("named");
        TestServer.api().delete("/services/" + gone).send().expect(204);
        int entries = owner.history().size();

        PublicPage one = PublicPage.at(page.path()).type("service", Integer.toString(id)).type("email", owner.email())
                .send();
        PublicPage other = PublicPage.at(several.path()).type("email", owner.email())
                .tick("service", Integer.toString(deleted)).send();

        assertThat(List.of(one.said(), other.said())).allSatisfy(said -> assertThat(said).doesNotContain(hidden, gone));
        assertThat(owner.history()).hasSize(entries);
    }

    /// As a person does, who takes some seconds.
    static PublicPage ask(SamplePage page, String email) {
        return ask(page, 1, email);
    }

    static PublicPage ask(SamplePage page, int version, String email) {
        return PublicPage.at(page.path()).type("form", page.stamp(version, 5_000)).type("email", email).send();
    }

    private void click(String email) {
        press(link(email));
    }

    /// Looks at the page behind a link, and presses its button.
    static void press(String link) {
        post(link, PublicPage.at(link));
    }

    static void post(String link, PublicPage shown, long... ticked) {
        Matcher stamp = STAMP.matcher(shown.text());
        String boxes = LongStream.of(ticked).mapToObj(number -> "&also=" + number).collect(Collectors.joining());
        TestServer.api().as("").raw("POST", link).body((stamp.find() ? "form=" + stamp.group(1) : "") + boxes,
                "application/x-www-form-urlencoded").send().expect(200);
    }

    /// The link in the newest message to an address that asks to confirm.
    static String link(String email) {
        String text = JDBC
                .sql("select text from outbox where to_address = :to and kind like 'confirm%' order by id desc limit 1")
                .param("to", email).query(String.class).single();
        Matcher link = CONFIRM.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        assertThat(TestServer.bean(Links.class).read(link.group(1).substring(3))).isPresent();
        return link.group(1);
    }

    static long mails(String email) {
        return JDBC.sql("select count(*) from outbox where to_address = :to").param("to", email).query(Long.class)
                .single();
    }

    static SamplePerson owner(String email) {
        return JDBC.sql("""
                select p.id, p.key from profiles p join profile_addresses u on u.profile_id = p.id
                join addresses a on a.id = u.address_id where a.canonical = :email
                """).param("email", email).query((row, _) -> new SamplePerson(row.getInt(1), row.getString(2), email))
                .single();
    }
}
