package heed.feedback;

import static heed.feedback.Inboxes.address;
import static heed.feedback.Inboxes.understood;
import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StormIT {

    private static final int STORM = 230;

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.DELIVERABILITY);
    private final String domain = TestServer.unique("storm") + ".example";

    @Test
    void hardErrorsFarAboveTheirNormAreHeldUntilTheirTimeIsOverOrSomebodyDecides() {
        String key = TestServer.unique("stormy");
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", nth(STORM - 1)))).send().expect(201);
        List<Map<String, ?>> events = new ArrayList<>();
        for (int i = 0; i < STORM; i++) {
            events.add(Map.of("channel", "email", "address", nth(i), "type", "hard", "reason", "account_disabled",
                    "text", "550 gone"));
        }
        Answer taken = api.post("/feedback").json(events).send().expect(202);
        understood(taken.at("/ids/" + (STORM - 1)).asString());

        assertThat(address(nth(0)).at("/held").asBoolean()).isFalse();
        assertThat(address(nth(STORM - 1)).at("/held").asBoolean()).isTrue();
        var cause = api.get("/profiles/" + key + "/eligibility?channel=email").send().expect(200).at("/causes/0");
        assertThat(cause.at("/cause").asString()).isEqualTo("address_quarantined");
        assertThat(cause.at("/evidence/held").asBoolean()).isTrue();
        assertThat(console.get("/feedback").expect(200).text()).contains(domain + " jumped far above");
        assertThat(console.get("/").expect(200).text()).contains(domain + " jumped far above");

        api.post("/feedback/" + taken.at("/ids/" + (STORM - 1)).asString() + "/replay").send().expect(200);
        assertThat(address(nth(STORM - 1)).at("/held").asBoolean()).as("understood again").isTrue();

        Matcher form = Pattern.compile(Pattern.quote(domain) + "(?s:.*?)action=\"(/feedback/storms/\\d+)/drop\"")
                .matcher(console.get("/feedback/storms").expect(200).text());
        assertThat(form.find()).isTrue();
        TestServer.bean(JdbcClient.class).sql("update storms set until_at = now() - interval '1 s' where name = :name")
                .param("name", domain).update();
        await(() -> address(nth(STORM - 1)).at("/status").asString().equals("quarantined")
                && !address(nth(STORM - 1)).at("/held").asBoolean());

        await(() -> console.get("/feedback/storms").text().contains(form.group(1) + "/drop"));
        console.post(form.group(1) + "/drop", Map.of("reason", "an outage")).expect(200);
        await(() -> address(nth(STORM - 1)).isMissingNode());
        assertThat(address(nth(0)).at("/status").asString()).isEqualTo("quarantined");

        await(() -> console.get("/feedback/storms").text().contains(form.group(1) + "/confirm"));
        console.post(form.group(1) + "/confirm", Map.of("reason", "none after all")).expect(200);
        await(() -> address(nth(STORM - 1)).at("/status").asString().equals("quarantined"));
        assertThat(address(nth(STORM - 1)).at("/held").asBoolean()).isFalse();
    }

    private String nth(int number) {
        return "u" + number + "@" + domain;
    }

    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
