package heed.landingpage.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import heed.link.Link;
import heed.link.Links;
import heed.profile.ProfileKeyStore;
import heed.rules.Channel;
import heed.subscription.ServiceStore;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which services a link can be used for: a form may be sent with any number.
class OneClickServiceIT {

    /// Whatever else they have, and on whichever channel the link came.
    @Test
    void whoIsSubscribedToManyServicesIsNeverToldTheyAreNot() {
        String last = Sent.service();
        TestServer.api().patch("/services/" + last).json(Map.of("label", "Zzz")).send().expect(200);
        Sent sent = Sent.newsletter(last);
        for (int other = 0; other < 10; other++) {
            subscribe(sent, Sent.service());
        }
        int profile = TestServer.bean(ProfileKeyStore.class).find(sent.key()).orElseThrow().id();
        int service = TestServer.bean(ServiceStore.class).find(last).orElseThrow().id();
        String byText = TestServer.bean(Links.class)
                .token(Link.unsubscribe(profile, 0, service, Channel.SMS.number()));

        assertThat(sent.ask("GET").send().expect(200).text()).doesNotContain("You are not subscribed");
        assertThat(TestServer.api().as("").raw("GET", "/u/" + byText).send().expect(200).text())
                .contains("Zzz").doesNotContain("You are not subscribed");
    }

    private static void subscribe(Sent sent, String service) {
        TestServer.api().put("/services/" + service + "/subscriptions/" + sent.key()).json("{}").send().expect(200);
    }

    @Test
    void aServiceThatTheLinkIsNotAboutAndThePersonNeverHadIsNoChoice() {
        Sent other = Sent.newsletter(Sent.service());
        int foreign = TestServer.bean(JdbcClient.class).sql("""
                select service_id from subscriptions s join profiles p on p.id = s.profile_id where p.key = :key
                """).param("key", other.key()).query(Integer.class).single();
        Sent sent = Sent.newsletter(Sent.service());
        String before = sent.state();

        assertThat(sent.press("service-" + foreign).expect(200).text()).contains("Nothing has been changed");

        assertThat(sent.state()).isEqualTo(before);
        other.press("service-" + foreign).expect(200);
        assertThat(other.newest().path("kind").asString()).isEqualTo("unsubscribed");
    }
}
