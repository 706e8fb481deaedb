package heed.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.ProfileKeyStore;
import heed.rules.subscription.SubscriptionEvent.Act;
import heed.subscription.Subscriptions.Answer;
import heed.subscription.Subscriptions.Said;
import heed.subscription.Subscriptions.Whose;
import heed.testing.Api;
import heed.testing.TestServer;
import heed.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/// What listeners hear of a person's subscriptions, and what links say of them.
class SubscriptionSaidIT {

    private final Api api = TestServer.api();
    private final Subscriptions subscriptions = TestServer.bean(Subscriptions.class);
    private final String service = TestServer.unique("heard");
    private final String key = TestServer.unique("heard");
    private final Whose whose = new Whose(service, key);
    private final List<SubscriptionSaid> heard = new CopyOnWriteArrayList<>();
    private final ApplicationListener<ApplicationEvent> listener = this::hear;

    @BeforeEach
    void listen() {
        events().addApplicationListener(listener);
        api.put("/profiles/" + key).json("{}").send().expect(201);
    }

    @AfterEach
    void stop() {
        events().removeApplicationListener(listener);
    }

    @Test
    void aFirstTimeAChangeAndARequestAreTold() {
        service(Map.of("doubleOptIn", true, "validity", "P1Y"));

        long request = subscriptions.subscribe(whose, false, said()).seq();
        subscriptions.subscribe(whose, false, said());
        subscriptions.confirm(whose, request, said());
        subscriptions.subscribe(whose, false, said());
        subscriptions.unsubscribe(whose, said());
        subscriptions.unsubscribe(whose, said());
        subscriptions.subscribe(whose, true, said());

        assertThat(heard).extracting(SubscriptionSaidIT::told).containsExactly(
                "subscribe none pending waits first", "subscribe pending pending waits first",
                "confirm pending active first", "subscribe active active", "unsubscribe active ended first",
                "unsubscribe ended ended", "subscribe ended active");
        assertThat(heard.getFirst().seq()).isEqualTo(request);
        assertThat(heard).allSatisfy(one -> assertThat(one.changed()).isEqualTo(one.before() != one.after()));
    }

    @Test
    void aRepeatIsNotToldTwiceAndALateOneSaysWhatItChanges() {
        service(Map.of());
        Said late = new Said(Instant.now().minus(Duration.ofDays(1)), Source.API, Actor.SYSTEM, "late",
                JsonNodeFactory.instance.objectNode());

        subscriptions.unsubscribe(whose, said());
        subscriptions.subscribe(whose, false, late);
        subscriptions.subscribe(whose, false, late);

        assertThat(heard).extracting(SubscriptionSaidIT::told).containsExactly("unsubscribe none ended first",
                "subscribe ended ended first");
        assertThat(
                api.get("/services/" + service + "/history?limit=1").send().at("/items/0/evidence/reason").asString())
                .isEqualTo("late");
    }

    @Test
    void aLinkOfADeletedServiceRecordsTheWishAndSubscribesNobody() {
        service(Map.of());
        int serviceId = TestServer.bean(ServiceStore.class).find(service).orElseThrow().id();
        int profileId = TestServer.bean(ProfileKeyStore.class).find(key).orElseThrow().id();
        assertThat(subscriptions.subscribe(serviceId, profileId, false, said()).state()).isEqualTo("active");
        api.delete("/services/" + service).send().expect(204);
        heard.clear();

        Answer ended = subscriptions.unsubscribe(serviceId, profileId, said());
        Answer again = subscriptions.subscribe(serviceId, profileId, true, said());

        assertThat(List.of(ended.state(), again.state())).containsOnly("ended");
        assertThat(ended.changed() || again.changed()).isFalse();
        assertThat(api.get("/services/" + service + "/history?limit=2").send().at("/items")).extracting(
                entry -> entry.path("kind").asString()).containsExactly("subscribed", "unsubscribed");
        assertThat(heard).isEmpty();
        assertThatThrownBy(() -> subscriptions.unsubscribe(987_654_321, profileId, said())).isInstanceOf(Problem.class);
    }

    @Test
    void nobodyIsMailedTooManyRequests() {
        service(Map.of());
        int serviceId = TestServer.bean(ServiceStore.class).find(service).orElseThrow().id();
        Instant now = Instant.parse("2026-11-28T12:00:00Z");

        assertThat(mayMail(serviceId, now)).isTrue();
        assertThat(mayMail(serviceId, now.plus(Duration.ofMinutes(10)).minusMillis(1))).isFalse();
        assertThat(mayMail(serviceId, now.plus(Duration.ofMinutes(10)))).isTrue();
        assertThat(mayMail(serviceId, now.plus(Duration.ofHours(1)))).isTrue();
        assertThat(mayMail(serviceId, now.plus(Duration.ofHours(23)))).isFalse();
        assertThat(mayMail(ConfirmationRequests.ofAddress(1_000_000_002), now.plus(Duration.ofHours(23)))).isTrue();
        assertThat(mayMail(serviceId, now.plus(Duration.ofHours(24)))).isTrue();
        assertThat(mayMail(serviceId, now.plus(Duration.ofHours(24)).plusMillis(1))).isFalse();
    }

    @Test
    void whoseLinkLeadsNowhereIsMailedAtOnceButNoMoreOftenThanAllowed() {
        service(Map.of());
        int serviceId = TestServer.bean(ServiceStore.class).find(service).orElseThrow().id();
        Instant now = Instant.parse("2026-11-28T12:00:00Z");

        assertThat(mayMail(serviceId, now)).isTrue();
        assertThat(mayMail(serviceId, false, now.plusMillis(1))).isTrue();
        assertThat(mayMail(serviceId, now.plusMillis(2))).isFalse();
        assertThat(mayMail(serviceId, false, now.plusMillis(3))).isTrue();
        assertThat(mayMail(serviceId, false, now.plusMillis(4))).isFalse();
    }

    private boolean mayMail(int serviceId, Instant now) {
        return mayMail(serviceId, true, now);
    }

    private boolean mayMail(int serviceId, boolean waits, Instant now) {
        int profileId = TestServer.bean(ProfileKeyStore.class).find(key).orElseThrow().id();
        return Objects.requireNonNull(TestServer.bean(TransactionTemplate.class)
                .execute(_ -> TestServer.bean(ConfirmationRequests.class).mayMail(serviceId, profileId, waits, now)));
    }

    private void hear(ApplicationEvent event) {
        if (event instanceof PayloadApplicationEvent<?> told && told.getPayload() instanceof SubscriptionSaid said
                && said.service().name().equals(service)) {
            heard.add(said);
        }
    }

    private static String told(SubscriptionSaid said) {
        Act act = said.act();
        return act.code() + " " + said.before().code() + " " + said.after().code()
                + (said.requestWaits() ? " waits" : "")
                + (said.first() ? " first" : "");
    }

    private void service(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", service);
        body.put("channel", "email");
        api.post("/services").json(body).send().expect(201);
    }

    private static Said said() {
        return new Said(null, Source.LANDING_PAGE, Actor.SYSTEM, null, JsonNodeFactory.instance.objectNode());
    }

    private static ApplicationEventMulticaster events() {
        return TestServer.bean("applicationEventMulticaster", ApplicationEventMulticaster.class);
    }
}
