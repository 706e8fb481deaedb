package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
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
import org.junit.jupiter.api.Test;

/// Strangers who send more forms than anybody fills in; from a network of their own, so that no other test has its limit
/// used up.
class ManyFormsIT {

    private static final int FORMS = 60;

    @Test
    void aNetworkThatSendsTooManyFormsIsAskedToComeBackAndNobodyElseIs() throws IOException, InterruptedException {
        SamplePage page = SamplePage.of(PageKind.OPT_OUT_ALL, "{{email}} {{submit}}");
        SamplePerson late = SamplePerson.of("late");
        SamplePerson own = SamplePerson.of("own");
        List<Integer> answers = new ArrayList<>();

        try (HttpClient crowd = from("127.9.1.1"); HttpClient other = from("127.9.2.1")) {
            for (int form = 0; form < FORMS + 5; form++) {
                answers.add(send(crowd, page.path(), "nobody@visit.example").statusCode());
            }
            HttpResponse<String> held = send(crowd, page.path(), late.email());
            assertThat(held.statusCode()).isEqualTo(429);
            assertThat(held.body()).contains("Many forms came from your network");
            assertThat(late.switches()).isEmpty();

            assertThat(send(other, page.path(), late.email()).statusCode()).isEqualTo(200);
            assertThat(send(crowd, page.linkOf(own.id(), 0), "").statusCode()).isEqualTo(200);
        }

        assertThat(answers.subList(0, FORMS)).containsOnly(200);
        assertThat(late.switches()).containsExactly("all");
        assertThat(own.switches()).as("whoever has a link is never held up").containsExactly("all");
    }

    private static HttpClient from(String address) throws IOException {
        return HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
    }

    private static HttpResponse<String> send(HttpClient from, String path, String email)
            throws IOException, InterruptedException {
        return from.send(HttpRequest.newBuilder(TestServer.url().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded").header("Accept-Language", "en")
                .POST(BodyPublishers.ofString("act=submit&email=" + email)).build(), BodyHandlers.ofString());
    }
}
