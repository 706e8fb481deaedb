package heed.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.ProfileDeleted;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileMerged;
import heed.profile.ProfileSubscriptions;
import heed.subscription.Subscriptions.Said;
import heed.subscription.Subscriptions.Whose;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

class ProfileEventsIT {

    private final Api api = TestServer.api();
    private final ProfileEvents events = TestServer.bean(ProfileEvents.class);
    private final Subscriptions subscriptions = TestServer.bean(Subscriptions.class);

    @ParameterizedTest
    @CsvSource({"active,active,active", "active,none,active", "none,active,active", "ended,active,ended",
            "active,ended,ended", "ended,none,ended", "none,ended,ended"})
    void aMergeIsActiveOnlyWhereBothWereOrOneNeverHadAny(String from, String into, String merged) {
        String service = service();
        int first = profile(service, from);
        int second = profile(service, into);

        inTransaction(() -> events
                .merged(new ProfileMerged(first, second, Instant.now(), 1_000_000_000L + first, Actor.SYSTEM)));

        assertThat(states(second)).containsExactly(merged);
        assertThat(states(first)).doesNotContain("active");
    }

    @Test
    void aDeletedProfileIsSubscribedToNothing() {
        int profile = profile(service(), "active");

        inTransaction(() -> events.deleted(new ProfileDeleted(Set.of(profile), Instant.now(), 2_000_000_000L + profile,
                Actor.SYSTEM, Source.API)));

        assertThat(states(profile)).containsExactly("ended");
    }

    private String service() {
        String name = TestServer.unique("topic");
        api.post("/services").json(Map.of("name", name, "channel", "email")).send().expect(201);
        return name;
    }

    private int profile(String service, String state) {
        String key = TestServer.unique("merged");
        api.post("/profiles/" + key + "/opt-outs?create=true").json(Map.of("channel", "fax")).send().expect(200);
        Said said = new Said(null, Source.API, Actor.SYSTEM, null, JsonNodeFactory.instance.objectNode());
        if (state.equals("active")) {
            subscriptions.subscribe(new Whose(service, key), false, said);
        } else if (state.equals("ended")) {
            subscriptions.unsubscribe(new Whose(service, key), said);
        }
        return TestServer.bean(ProfileKeyStore.class).find(key).orElseThrow().id();
    }

    private static List<String> states(int profile) {
        return TestServer.bean(ProfileSubscriptions.class).of(List.of(profile)).getOrDefault(profile, List.of())
                .stream()
                .map(ProfileSubscriptions.Subscribed::state).toList();
    }

    private static void inTransaction(Runnable work) {
        TestServer.bean(TransactionTemplate.class).executeWithoutResult(_ -> work.run());
    }
}
