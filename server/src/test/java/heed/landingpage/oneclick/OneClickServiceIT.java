package heed.landingpage.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which services a link can be used for: a form may be sent with any number.
class OneClickServiceIT {

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
