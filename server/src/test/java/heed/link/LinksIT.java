package heed.link;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.LedgerStore;
import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Console;
import heed.testing.TestServer;
import heed.web.WebSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class LinksIT {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Link LINK = Link.unsubscribe(12_345, 678, 9, 1);

    private final Links links = TestServer.bean(Links.class);

    @Test
    void aTokenIsShortAndNamesWhatItWasMadeFor() {
        String token = links.token(LINK);

        assertThat(token).matches("[A-Za-z0-9_-]{30,59}");
        assertThat(links.read(token)).contains(LINK);
        assertThat(links.token(LINK)).isEqualTo(token);
    }

    /// U4: whoever changes a single character, anywhere, has no link.
    @Test
    void onlyTheExactSpellingCounts() {
        String token = links.token(LINK);

        for (int at = 0; at < token.length(); at++) {
            for (int letter = 0; letter < ALPHABET.length(); letter++) {
                char other = ALPHABET.charAt(letter);
                if (other != token.charAt(at)) {
                    String altered = token.substring(0, at) + other + token.substring(at + 1);
                    assertThat(links.read(altered)).as(altered).isEmpty();
                }
            }
            assertThat(links.read(token.substring(0, at))).isEmpty();
        }
        for (String near : new String[]{token + "A", token + "=", token + "==", " " + token, token + " ", token + "/",
                token + "\n", token + token, "", "é", "x".repeat(10_000)}) {
            assertThat(links.read(near)).as(near).isEmpty();
        }
    }

    @Test
    void aTokenOfOnePurposeIsNoneOfAnother() {
        assertThat(links.token(new Link(Purpose.PAGE, 1, 2, 0, 0, 0)))
                .isNotEqualTo(links.token(new Link(Purpose.CONFIRM, 1, 2, 0, 0, 0)));
    }

    @Test
    void afterANewKeyOldLinksLiveAndAnotherServerReadsBoth() {
        Links another = anotherServer();
        String before = links.token(LINK);
        assertThat(another.read(before)).contains(LINK);

        Answer page = Console.as(Role.ADMIN).post("/settings/links", Map.of("reason", "yearly"));

        assertThat(page.expect(200).text()).contains("Links are signed with the new key");
        String after = links.token(LINK);
        assertThat(after).isNotEqualTo(before);
        assertThat(links.read(before)).contains(LINK);
        assertThat(links.read(after)).contains(LINK);
        assertThat(another.read(after)).contains(LINK);
        assertThat(another.token(LINK)).isEqualTo(after);
        assertThat(anotherServer().read(before)).contains(LINK);
    }

    /// S1, CA1: at least 60 days, and here without an end.
    @Test
    void aLinkThatWasMadeLongAgoIsRead() {
        Instant now = TestServer.bean(Clock.class).instant();
        String old = anotherServer(at(now.minus(Duration.ofDays(61)))).token(LINK);

        assertThat(anotherServer(at(now)).read(old)).contains(LINK);
        assertThat(anotherServer(at(now.plus(Duration.ofDays(3_650)))).read(old)).contains(LINK);
    }

    private static Clock at(Instant moment) {
        return Clock.fixed(moment, ZoneOffset.UTC);
    }

    @Test
    void theLedgerTellsOfANewKeyAndHoldsNoKey() {
        Console.as(Role.ADMIN).post("/settings/links", Map.of("reason", "told in the ledger"));

        String entry = TestServer.bean(JdbcClient.class).sql("""
                select change || evidence from ledger where kind = 'link_key_rotated'
                    and evidence ->> 'reason' = 'told in the ledger'""").query(String.class).single();
        assertThat(entry).contains("\"from\"", "\"to\"").hasSizeLessThan(150);
    }

    @Test
    void onlyAnAdminMakesANewKeyAndOnlyWithAReason() {
        String before = links.token(LINK);

        assertThat(Console.as(Role.MARKETER).post("/settings/links", Map.of("reason", "x")).status()).isEqualTo(403);
        assertThat(Console.as(Role.ADMIN).post("/settings/links", Map.of("reason", " ")).text())
                .contains("A reason is missing");
        assertThat(Console.as(Role.VIEWER).get("/settings/links").expect(200).text())
                .contains("Signed with key").doesNotContain("Sign with a new key", "??");
        assertThat(links.token(LINK)).isEqualTo(before);
    }

    @Test
    void withoutAPublicUrlLinksLeadToTheListeningAddress() {
        assertThat(links.url("/u/x").toString()).isEqualTo(TestServer.url() + "/u/x");
    }

    /// On the same database, with nothing in memory.
    private static Links anotherServer() {
        return anotherServer(TestServer.bean(Clock.class));
    }

    private static Links anotherServer(Clock clock) {
        LinkKeys keys = new LinkKeys(TestServer.bean(LinkKeyStore.class), TestServer.bean(LedgerStore.class),
                TestServer.bean(TransactionTemplate.class), clock);
        return new Links(keys, TestServer.bean(WebSettings.class), TestServer.bean(LinkSettings.class),
                TestServer.bean(Environment.class));
    }
}
