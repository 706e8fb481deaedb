package heed.subscription.growth;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.SubscriptionStatus;
import heed.subscription.ServiceStore;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Figures of services are those of their lists, whatever happened, in whatever order it was told.
class GrowthIT {

    private static final int PEOPLE = 12;
    private static final int TOLD = 60;

    private final Api api = TestServer.api();
    private final GrowthStore growth = TestServer.bean(GrowthStore.class);
    private final Random random = new Random(20261128);
    private final String service = TestServer.unique("counted");
    private final String k = TestServer.unique("counted") + "-";
    private final Instant now = Instant.now();

    @Test
    void theFiguresAreThoseOfTheListWhateverHappened() {
        api.post("/services").json(Map.of("name", service, "channel", "email", "validity", "P25D", "doubleOptIn", true))
                .send().expect(201);
        for (int i = 0; i < PEOPLE; i++) {
            api.put("/profiles/" + k + i).json("{}").send().expect(201);
        }
        for (int i = 0; i < TOLD; i++) {
            say(random.nextInt(PEOPLE));
        }
        agree();
        sumUp();
        agree();

        api.post("/profiles/" + k + "0/merge").json(Map.of("into", k + "1")).send();
        api.delete("/profiles/" + k + "2").send();
        agree();
        sumUp();
        api.delete("/services/" + service + "?reason=over").send().expect(204);

        Standing gone = standing();
        assertThat(gone.active() + gone.pending() + gone.expired()).isZero();
        assertThat(gone.ended()).isPositive();
    }

    @Test
    void theDaysTellWhoCameAndWhoLeft() {
        api.post("/services").json(Map.of("name", service, "channel", "email")).send().expect(201);
        for (int i = 0; i < 3; i++) {
            api.put("/profiles/" + k + i).json("{}").send().expect(201);
            subscribe(i, Duration.ofDays(4), false);
        }
        api.delete(path(1) + "?at=" + now.minus(Duration.ofDays(2))).send().expect(200);

        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<GrowthDay> days = growth.days(id(), 4);
        assertThat(days).containsExactly(new GrowthDay(today.minusDays(3), 3, 0, 0),
                new GrowthDay(today.minusDays(2), 2, 0, 1), new GrowthDay(today.minusDays(1), 2, 0, 0),
                new GrowthDay(today, 2, 0, 0));
        assertThat(growth.days(id(), 5).getFirst()).isEqualTo(new GrowthDay(today.minusDays(4), 3, 3, 0));
    }

    @Test
    void whatWasThereBeforeIsCountedAsWhatComes() throws Exception {
        api.post("/services").json(Map.of("name", service, "channel", "email", "validity", "P3D")).send().expect(201);
        for (int i = 0; i < 3; i++) {
            api.put("/profiles/" + k + i).json("{}").send().expect(201);
            subscribe(i, Duration.ofDays(2L * i), false);
        }
        Standing before = standing();
        int id = id();

        // The migration on tables as they were before it, and all of it taken back.
        Standing counted = Objects.requireNonNull(TestServer.bean(TransactionTemplate.class).execute(transaction -> {
            JdbcClient jdbc = TestServer.bean(JdbcClient.class);
            jdbc.sql("lock table service_days, service_day_changes in exclusive mode").update();
            jdbc.sql("delete from service_days").update();
            jdbc.sql("delete from service_day_changes").update();
            migrate();
            Standing found = growth.standing(List.of(id)).getOrDefault(id, Standing.NOBODY);
            transaction.setRollbackOnly();
            return found;
        }));

        assertThat(counted).isEqualTo(before);
        assertThat(before.active()).isEqualTo(2);
        assertThat(before.expired()).isEqualTo(1);
    }

    private static void migrate() {
        TestServer.bean(JdbcTemplate.class).execute((ConnectionCallback<Boolean>) connection -> {
            TestServer.bean(GrowthMigration.class).migrate(connection);
            return true;
        });
    }

    private void say(int who) {
        switch (random.nextInt(6)) {
            case 0, 1 -> subscribe(who, ago(), true);
            case 2 -> subscribe(who, ago(), false);
            case 3 -> api.delete(path(who) + "?at=" + now.minus(ago())).send().expect(200);
            case 4 -> api.delete(path(who)).send().expect(200);
            default -> {
                long seq = api.delete(path(who)).send().expect(200).at("/seq").asLong();
                api.post("/ledger/" + seq + "/void").json(Map.of("reason", "slip", "confirm", true)).send().expect(200);
            }
        }
    }

    private Duration ago() {
        return Duration.ofHours(random.nextInt(40 * 24)).plusMillis(random.nextInt(1000));
    }

    private void subscribe(int who, Duration ago, boolean confirmed) {
        Map<String, Object> body = new HashMap<>(Map.of("at", now.minus(ago).toString()));
        if (confirmed) {
            body.put("confirmed", true);
            body.put("evidence", Map.of("form", "17"));
        }
        api.put(path(who)).json(body).send().expect(200);
    }

    private String path(int who) {
        return "/services/" + service + "/subscriptions/" + k + who;
    }

    private void agree() {
        Map<SubscriptionStatus, Long> listed = new EnumMap<>(SubscriptionStatus.class);
        for (SubscriptionStatus status : SubscriptionStatus.values()) {
            int count = api.get("/services/" + service + "/subscriptions?limit=1000&state=" + status.code()).send()
                    .expect(200).at("/items").size();
            if (status != SubscriptionStatus.NONE) {
                listed.put(status, (long) count);
            }
        }
        Map<SubscriptionStatus, Long> counted = new EnumMap<>(SubscriptionStatus.class);
        listed.keySet().forEach(status -> counted.put(status, standing().of(status)));
        assertThat(counted).isEqualTo(listed);
        assertThat(growth.days(id(), 2).getLast().active()).isEqualTo(standing().active());
    }

    private Standing standing() {
        return growth.standing(List.of(id())).getOrDefault(id(), Standing.NOBODY);
    }

    private int id() {
        return TestServer.bean(ServiceStore.class).everNamed(service).iterator().next();
    }

    private static void sumUp() {
        TestServer.bean(GrowthJob.class).sumUp();
    }
}
