package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.link.PublicLimits;
import heed.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/// Strangers who send more forms than anybody fills in; from a network of their own, so that no other test has its limit
/// used up.
class ManyFormsIT {

    private static final int FORMS = 60;
    private static final int MAILS = 3;
    private static final Pattern UNDO = Pattern
            .compile("action=\"(/undo/[^\"]+)\".*?name=\"form\" value=\"([^\"]+)\"", Pattern.DOTALL);

    @Test
    void aNetworkThatSendsTooManyFormsIsAskedToComeBackAndNobodyElseIs() throws IOException, InterruptedException {
        SamplePage page = SamplePage.of(PageKind.OPT_OUT_ALL, "{{email}} {{submit}}");
        SamplePerson late = SamplePerson.of("late");
        SamplePerson own = SamplePerson.of("own");
        List<Integer> answers = new ArrayList<>();

        try (HttpClient crowd = from("127.9.1.1"); HttpClient other = from("127.9.2.1")) {
            for (int form = 0; form < FORMS + 5; form++) {
                answers.add(send(crowd, page.path(), "email=nobody@visit.example").statusCode());
            }
            HttpResponse<String> held = send(crowd, page.path(), "email=" + late.email());
            assertThat(held.statusCode()).isEqualTo(429);
            assertThat(held.body()).contains("Many forms came from your network");
            assertThat(late.switches()).isEmpty();

            assertThat(send(other, page.path(), "email=" + late.email()).statusCode()).isEqualTo(200);
            assertThat(send(crowd, page.linkOf(own.id(), 0), "").statusCode()).isEqualTo(200);
        }

        assertThat(answers.subList(0, FORMS)).containsOnly(200);
        assertThat(late.switches()).containsExactly("all");
        assertThat(own.switches()).as("whoever has a link is never held up").containsExactly("all");
    }

    /// A service tells of the end of a subscription, and an undo makes the next end the first one again.
    @Test
    void whoLeavesForAnotherAndTakesItBackAgainAndAgainHasNoMailSentForEachTime()
            throws IOException, InterruptedException {
        String news = TestServer.unique("many-news");
        int id = SamplePerson.service(news, false);
        TestServer.api().patch("/services/" + news).json(Map.of("confirmation", "default")).send().expect(200);
        SamplePage page = SamplePage.of(PageKind.UNSUBSCRIPTION, "{{service}} {{email}} {{submit}}", id, Map.of());
        SamplePerson victim = SamplePerson.of("many");
        victim.subscribe(news);
        long before = StrangerIT.mails(victim.email());

        try (HttpClient crowd = from("127.9.3.1")) {
            for (int round = 0; round < 10; round++) {
                String done = send(crowd, page.path(), "service=" + id + "&email=" + victim.email()).body();
                assertThat(victim.state(news)).isEqualTo("ended");
                Matcher undo = UNDO.matcher(done);
                assertThat(undo.find()).as(done).isTrue();
                assertThat(send(crowd, undo.group(1), "form=" + undo.group(2)).statusCode()).isEqualTo(200);
                assertThat(victim.state(news)).isEqualTo("active");
            }
        }

        assertThat(StrangerIT.mails(victim.email()) - before).isEqualTo(MAILS);
    }

    @Test
    void whatStopsIsTakenAndSaidWithItsUndoWhereTheNetworkHasNoMailLeft() throws IOException, InterruptedException {
        int id = SamplePerson.service(TestServer.unique("many-news"), false);
        SamplePage page = SamplePage.of(PageKind.PREFERENCES, "{{switches}} {{services}} {{email}} {{submit}}", id,
                Map.of());
        SamplePerson owner = SamplePerson.of("mailless");
        useUpMails("127.9.4.1");
        String form = "form=" + page.stamp(1, 5_000) + "&service=" + id + "&email=" + owner.email();

        try (HttpClient crowd = from("127.9.4.1")) {
            HttpResponse<String> both = send(crowd, page.path(), form + "&wanted=sms");
            assertThat(both.statusCode()).isEqualTo(200);
            assertThat(both.body()).contains("we no longer contact its owner: by text message",
                    "The rest of your form was not taken", "/undo/").doesNotContain("look into the mailbox");
            assertThat(owner.switches()).containsExactly("sms");

            assertThat(send(crowd, page.path(), form).statusCode()).isEqualTo(429);
        }
    }

    private static void useUpMails(String network) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(network);
        PublicLimits limits = TestServer.bean(PublicLimits.class);
        String counted = PublicLimits.network(request);
        boolean left = true;
        while (left) {
            left = limits.allow(PublicLimits.NETWORK_MAILS, counted);
        }
    }

    private static HttpClient from(String address) throws IOException {
        return HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
    }

    private static HttpResponse<String> send(HttpClient from, String path, String fields)
            throws IOException, InterruptedException {
        return from.send(HttpRequest.newBuilder(TestServer.url().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded").header("Accept-Language", "en")
                .POST(BodyPublishers.ofString("act=submit&" + fields)).build(), BodyHandlers.ofString());
    }
}
