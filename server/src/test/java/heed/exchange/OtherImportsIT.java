package heed.exchange;

import static heed.exchange.Imports.counts;
import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Imports of quarantine and of subscriptions.
class OtherImportsIT {

    private final Imports imports = new Imports();
    private final Api api = TestServer.api();
    private final String k = TestServer.unique("oth") + "-";

    @BeforeEach
    void people() {
        imports.csv("kind=profiles", "key,email\n%1$s1,one@%1$sx.org\n%1$s2,two@%1$sx.org\n".formatted(k));
    }

    @Test
    void quarantineRowsRaiseAndAnythingLowerIsRejected() {
        Answer first = imports.csv("kind=quarantine", """
                channel,address,status,error_reason,error_text,at
                email,One@%1$sx.org,quarantined,user_unknown,550 no,2026-01-01T00:00:00Z
                email,nobody@%1$sx.org,denylisted,,,
                """.formatted(k));
        Answer second = imports.csv("kind=quarantine", """
                channel,address,status
                email,one@%1$sx.org,erroneous
                email,nobody@%1$sx.org,quarantined
                email,one@%1$sx.org,valid
                email,one@%1$sx.org,quarantined
                fax,one@%1$sx.org,quarantined
                """.formatted(k));

        assertThat(counts(first)).containsExactly(2L, 2L, 2L, 0L, 0L);
        assertThat(status("one")).isEqualTo("quarantined");
        assertThat(status("nobody")).isEqualTo("denylisted");
        assertThat(imports.errors(second)).anyMatch(e -> e.startsWith("2: an import only raises"))
                .anyMatch(e -> e.startsWith("4: an import only raises"))
                .anyMatch(e -> e.startsWith("6: address: "));
        assertThat(second.at("/unchanged").asLong()).isEqualTo(1);
    }

    @Test
    void aDryRunOfQuarantineKeepsNothing() {
        Answer dry = imports.csv("kind=quarantine&dryRun=true",
                "channel,address,status\nemail,one@%1$sx.org,quarantined\n".formatted(k));

        assertThat(counts(dry)).containsExactly(1L, 1L, 1L, 0L, 0L);
        assertThat(status("one")).isEqualTo("valid");
    }

    @Test
    void undoOfQuarantineVoidsItsEvents() {
        Answer done = imports.csv("kind=quarantine",
                "channel,address,status\nemail,one@%1$sx.org,quarantined\n".formatted(k));

        assertThat(undo(done).json().toString())
                .isEqualTo("{\"voided\":1,\"deleted\":0,\"restored\":0,\"kept\":0}");
        assertThat(status("one")).isEqualTo("valid");
    }

    @Test
    void afterAnUndoTheSameFileOfQuarantineCountsAgain() {
        String file = """
                channel,address,status,at
                email,one@%1$sx.org,quarantined,2026-01-01T00:00:00Z
                email,two@%1$sx.org,denylisted,2026-01-01T00:00:00Z
                """.formatted(k);
        undo(imports.csv("kind=quarantine", file));
        Answer again = imports.csv("kind=quarantine", file);
        Answer third = imports.csv("kind=quarantine", file);

        assertThat(again.at("/applied").asLong()).isEqualTo(2);
        assertThat(status("one")).isEqualTo("quarantined");
        assertThat(status("two")).isEqualTo("denylisted");
        assertThat(third.at("/unchanged").asLong()).isEqualTo(2);
    }

    @Test
    void theSameRowAgainAfterAReleaseIsNotAnotherEvent() {
        String file = "channel,address,status,at\nemail,one@%1$sx.org,quarantined,2026-01-01T00:00:00Z\n".formatted(k);
        imports.csv("kind=quarantine", file);
        api.post("/quarantine").json(Map.of("channel", "email", "address", "one@" + k + "x.org", "status", "valid"))
                .send().expect(200);

        assertThat(imports.csv("kind=quarantine", file).at("/unchanged").asLong()).isEqualTo(1);
        assertThat(status("one")).isEqualTo("valid");
    }

    @Test
    void subscriptionRowsSubscribeAndEnd() {
        service();
        Answer done = imports.csv("kind=subscriptions", """
                key,service,action,state,until,at
                %1$s1,%1$snews,,,,2026-01-01T00:00:00Z
                %1$s2,%1$snews,,expired,2026-02-01T00:00:00Z,2026-01-01T00:00:00Z
                %1$s3,%1$snews,,,,
                %1$s1,nothing,,,,
                %1$s1,%1$snews,,over,,
                """.formatted(k));

        assertThat(counts(done)).containsExactly(5L, 0L, 2L, 0L, 3L);
        assertThat(state("1")).isEqualTo("active");
        assertThat(state("2")).isEqualTo("expired");

        imports.csv("kind=subscriptions", "key,service,action\n%1$s1,%1$snews,unsubscribe\n".formatted(k));
        Answer again = imports.csv("kind=subscriptions", "key,service\n%1$s1,%1$snews\n".formatted(k));
        assertThat(state("1")).isEqualTo("ended");
        assertThat(again.at("/rejected").asLong()).isEqualTo(1);
    }

    @Test
    void undoOfSubscriptionsVoidsItsEvents() {
        service();
        imports.csv("kind=subscriptions", "key,service\n%1$s1,%1$snews\n".formatted(k));
        Answer end = imports.csv("kind=subscriptions", "key,service,action\n%1$s1,%1$snews,unsubscribe\n".formatted(k));

        assertThat(undo(end).at("/voided").asLong()).isEqualTo(1);
        assertThat(state("1")).isEqualTo("active");
    }

    @Test
    void afterAnUndoTheSameFileOfSubscriptionsCountsAgain() {
        service();
        String file = "key,service,at\n%1$s1,%1$snews,2026-01-01T00:00:00Z\n".formatted(k);
        undo(imports.csv("kind=subscriptions", file));
        assertThat(state("1")).isEqualTo("none");

        assertThat(imports.csv("kind=subscriptions", file).at("/applied").asLong()).isEqualTo(1);
        assertThat(state("1")).isEqualTo("active");
    }

    @Test
    void aDryRunOfSubscriptionsSaysWhatWouldBeRefusedAndKeepsNothing() {
        service();
        imports.csv("kind=subscriptions", "key,service,action\n%1$s1,%1$snews,unsubscribe\n".formatted(k));
        String file = "key,service\n%1$s1,%1$snews\n%1$s2,%1$snews\n%1$s2,%1$snews\n".formatted(k);

        Answer dry = imports.csv("kind=subscriptions&dryRun=true", file);
        String allow = "kind=subscriptions&dryRun=true&allowOptIn=true&reason=asked";
        Answer undated = imports.csv(allow, file);
        Answer allowed = imports.csv(allow + "&asOf=" + Instant.now(), file);

        assertThat(counts(dry)).containsExactly(3L, 0L, 1L, 1L, 1L);
        assertThat(imports.errors(dry)).singleElement().asString().startsWith("2: somebody ended this subscription");
        assertThat(counts(undated)).isEqualTo(counts(dry));
        assertThat(counts(allowed)).containsExactly(3L, 0L, 2L, 1L, 0L);
        assertThat(state("1")).isEqualTo("ended");
        assertThat(state("2")).isEqualTo("none");
    }

    private Answer undo(Answer done) {
        return api.post("/imports/" + done.at("/id").asString() + "/undo").json(Map.of("reason", "wrong file")).send()
                .expect(200);
    }

    private void service() {
        api.post("/services").json(Map.of("name", k + "news", "label", "News", "channel", "email")).send();
    }

    private String status(String who) {
        var items = api.get("/quarantine?q=" + who + "@" + k + "x.org").send().expect(200).at("/items");
        return items.isEmpty() ? "valid" : items.get(0).path("status").asString();
    }

    private String state(String who) {
        for (var item : api.get("/services/" + k + "news/subscriptions").send().expect(200).at("/items")) {
            if (item.path("profile").asString().equals(k + who)) {
                return item.path("state").asString();
            }
        }
        return "none";
    }
}
