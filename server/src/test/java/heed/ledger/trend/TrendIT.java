package heed.ledger.trend;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrendIT {
    private static final long LONGEST_NANOS = 120_000_000_000L;

    private final Api api = TestServer.api();
    private final TrendStore trends = TestServer.bean(TrendStore.class);
    private final Clock clock = TestServer.bean(Clock.class);
    private final String key = TestServer.unique("trend");

    @BeforeEach
    void settle() {
        Settled.now();
    }

    @Test
    void anEntryCountsAtOnceAndOnlyOnceHoweverOftenTheJobRuns() {
        long before = today(Happening.OPTED_OUT);

        optOut(key + "-1", "email");
        assertThat(today(Happening.OPTED_OUT)).isEqualTo(before + 1);
        Settled.now();
        assertThat(today(Happening.OPTED_OUT)).isEqualTo(before + 1);
        optOut(key + "-2", "email");
        assertThat(today(Happening.OPTED_OUT)).isEqualTo(before + 2);
        Settled.now();
        Settled.now();

        assertThat(today(Happening.OPTED_OUT)).isEqualTo(before + 2);
    }

    @Test
    void whatIsNotSettledIsLeftForLater() {
        long before = today(Happening.OPTED_OUT);
        optOut(key, "sms");

        TestServer.bean(TrendJob.class).count();

        assertThat(today(Happening.OPTED_OUT)).isEqualTo(before + 1);
    }

    @Test
    void aChoiceCountsByWhatItSwitches() {
        List<Long> before = counts();

        optOut(key, "email");
        optOut(key, "email");
        assertThat(counts()).as("a repeat switches nothing").isEqualTo(plus(before, 1, 0, 0));
        replace("{\"all\":false,\"channels\":[\"email\",\"sms\"],\"reason\":\"asked\"}");
        assertThat(counts()).as("one more channel").isEqualTo(plus(before, 2, 0, 0));
        replace("{\"all\":true,\"channels\":[\"email\",\"sms\"],\"reason\":\"asked\"}");
        assertThat(counts()).as("all").isEqualTo(plus(before, 3, 0, 0));
        replace("{\"all\":false,\"channels\":[\"sms\"],\"reason\":\"asked\"}");
        assertThat(counts()).as("one channel instead of all").isEqualTo(plus(before, 3, 1, 0));
        api.delete("/profiles/" + key + "/opt-outs/sms?reason=asked").send().expect(200);

        assertThat(counts()).isEqualTo(plus(before, 3, 2, 0));
    }

    @Test
    void anAddressCountsWhenItIsExcludedAndABatchCountsItsAddresses() {
        List<Long> before = counts();
        String domain = key + ".example";

        status("ada@" + domain, "erroneous");
        assertThat(counts()).isEqualTo(before);
        status("ada@" + domain, "quarantined");
        status("ada@" + domain, "denylisted");
        assertThat(counts()).isEqualTo(plus(before, 0, 0, 1));
        String file = "channel,address,status\nemail,bob@%s,quarantined\nemail,eve@%s,denylisted\n".formatted(domain,
                domain);
        end(api.post("/imports?kind=quarantine").body(file, "text/csv").send().expect(202).at("/id").asString());

        assertThat(counts()).isEqualTo(plus(before, 0, 0, 3));
    }

    @Test
    void aDayIsOneOfTheZoneAndOfWhenItHappened() {
        LocalDate day = LocalDate.parse("2001-02-03");
        ZoneId newYork = ZoneId.of("America/New_York");
        long there = on(day, newYork);
        long next = on(day.plusDays(1), ZoneOffset.UTC);
        api.put("/profiles/" + key).json("{}").send().expect(201);
        api.post("/profiles/" + key + "/opt-outs").json(Map.of("channel", "fax", "at", "2001-02-04T01:30:00Z")).send()
                .expect(200);
        Settled.now();

        assertThat(on(day, newYork)).isEqualTo(there + 1);
        assertThat(on(day.plusDays(1), ZoneOffset.UTC)).isEqualTo(next + 1);
    }

    @Test
    void aDayBeginsAtItsMidnightAlsoWhereThatIsNoFullHourOfUtc() {
        LocalDate day = LocalDate.parse("2001-05-06");
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        api.put("/profiles/" + key).json("{}").send().expect(201);
        List<Long> before = List.of(on(day.minusDays(1), kolkata), on(day, kolkata), on(day, kathmandu));
        optOutAt("email", "2001-05-05T18:14:59Z");
        optOutAt("sms", "2001-05-05T18:15:00Z");
        optOutAt("fax", "2001-05-05T18:29:59Z");
        optOutAt("phone", "2001-05-05T18:30:00Z");

        List<Long> after = plus(before, 3, 1, 3);
        assertThat(List.of(on(day.minusDays(1), kolkata), on(day, kolkata), on(day, kathmandu))).isEqualTo(after);
        Settled.now();

        assertThat(List.of(on(day.minusDays(1), kolkata), on(day, kolkata), on(day, kathmandu))).isEqualTo(after);
    }

    private void optOutAt(String channel, String at) {
        api.post("/profiles/" + key + "/opt-outs").json(Map.of("channel", channel, "at", at)).send().expect(200);
    }

    private long on(LocalDate day, ZoneId zone) {
        Trend trend = trends.days(day, day, zone);
        assertThat(trend.days()).hasSize(1);
        return trend.days().getFirst().count(Happening.OPTED_OUT);
    }

    private List<Long> counts() {
        return List.of(today(Happening.OPTED_OUT), today(Happening.OPTED_IN), today(Happening.ADDRESS_EXCLUDED));
    }

    /// Of two days, for midnight may come between.
    private long today(Happening what) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Trend trend = trends.days(today.minusDays(1), today, ZoneOffset.UTC);
        assertThat(trend.complete()).isTrue();
        return trend.days().stream().mapToLong(day -> day.count(what)).sum();
    }

    private static List<Long> plus(List<Long> counts, long optedOut, long optedIn, long excluded) {
        return List.of(counts.get(0) + optedOut, counts.get(1) + optedIn, counts.get(2) + excluded);
    }

    private void optOut(String who, String channel) {
        api.put("/profiles/" + who).json("{}").send();
        api.post("/profiles/" + who + "/opt-outs").json(Map.of("channel", channel)).send().expect(200);
    }

    private void replace(String body) {
        api.put("/profiles/" + key + "/opt-outs").json(body).send().expect(200);
    }

    private void status(String address, String status) {
        api.post("/quarantine").json(Map.of("channel", "email", "address", address, "status", status,
                "reason", "told")).send();
    }

    private void end(String id) {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (api.get("/imports/" + id).send().at("/state").asString().equals("running")) {
            assertThat(System.nanoTime()).as("import %s ends", id).isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
