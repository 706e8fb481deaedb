package heed.delivery.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import heed.delivery.Audience;
import heed.delivery.Delivery.Plan;
import heed.delivery.Delivery.ServiceRef;
import heed.link.Link;
import heed.link.Links;
import heed.link.MailboxLinks;
import heed.link.Purpose;
import heed.link.ReturnPaths;
import heed.rules.Channel;
import heed.rules.Typology;
import heed.testing.TestServer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The ready-made values of headers: U1, U2, L1, L2, L3.
class RecipientLinksIT {

    private static final Pattern HEADER = Pattern
            .compile(
                    "<(https://choose\\.example\\.org/u/([A-Za-z0-9_-]+))>, <mailto:(stop\\+([A-Za-z0-9_-]+)@example\\.org)>");

    private Optional<Integer> page = Optional.empty();
    private final Links links = MailboxLinks.of("https://choose.example.org", "stop@example.org");

    @Test
    void withAMailboxTheHeaderOffersOneHttpsUriAndOneMailtoWithTheSameTokenBehindAPlus() {
        JsonNode fields = fields(Channel.EMAIL, new ServiceRef(9, "news"), Long.MAX_VALUE);

        Matcher header = HEADER.matcher(fields.path("listUnsubscribe").asString());
        assertThat(header.matches()).as(fields.toString()).isTrue();
        assertThat(header.group(1)).isEqualTo(fields.path("unsubscribeUrl").asString());
        assertThat(header.group(4)).isEqualTo(header.group(2));
        assertThat(links.read(header.group(4)))
                .contains(Link.unsubscribe(123_456_789, Long.MAX_VALUE, 9, Channel.EMAIL.number()));
        assertThat(header.group(3).indexOf('@')).as("octets of the local part, RFC 5321 §4.5.3.1.1")
                .isLessThanOrEqualTo(64);
        assertThat(fields.path("listUnsubscribe").asString()).as("one line, RFC 5322 §2.1.1").hasSizeLessThan(998 - 20);
        assertThat(fields.path("listUnsubscribePost").asString()).isEqualTo("List-Unsubscribe=One-Click");
    }

    @Test
    void aServicesMessagesNameTheirListAndOthersNone() {
        assertThat(fields(Channel.EMAIL, new ServiceRef(9, "news"), 1).path("listId").asString())
                .isEqualTo("<news.choose.example.org>");
        assertThat(fields(Channel.EMAIL, null, 1).has("listId")).isFalse();
    }

    @Test
    void whatIsNoEmailHasNoHeaders() {
        JsonNode fields = fields(Channel.SMS, new ServiceRef(9, "news"), 1);

        assertThat(fields.propertyNames()).containsExactly("unsubscribeUrl");
    }

    @Test
    void whereAPageOfPreferencesIsOpenEverybodyHasALinkToIt() {
        page = Optional.of(77);

        JsonNode fields = fields(Channel.SMS, new ServiceRef(9, "news"), 12);

        String url = fields.path("preferencesUrl").asString();
        assertThat(url).startsWith("https://choose.example.org/p/");
        assertThat(links.read(url.substring(url.lastIndexOf('/') + 1)))
                .contains(new Link(Purpose.PAGE, 123_456_789, 12, 77, 9, 0));
    }

    private JsonNode fields(Channel channel, @Nullable ServiceRef service, long delivery) {
        Plan plan = new Plan("A delivery", channel, service, Typology.MARKETING, null, new Audience.All());
        String more = new RecipientLinks.Maker(links, TestServer.bean(ReturnPaths.class), () -> page).of(delivery, plan)
                .fields(123_456_789);
        return new JsonMapper().readTree("{" + more.substring(1) + "}");
    }
}
