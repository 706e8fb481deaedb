package heed.mail;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxPagesIT {

    private static final String TOKEN = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";

    private final Console keeper = Console.as(Role.DELIVERABILITY);
    private final String key = TestServer.unique("outbox");

    @Test
    void withoutAMailServerAMessageIsKeptAndReadInTheConsole() {
        long id = kept();

        String list = keeper.get("/outbox?state=kept&profile=" + key).expect(200).text();
        String read = Console.as(Role.PRIVACY).get("/outbox/" + id).expect(200).text();

        assertThat(list).contains("No mail server is set", "/outbox/" + id, "Confirm &lt;b&gt;", "kept", key)
                .doesNotContain("??");
        assertThat(read).contains("href=\"https://x.example/c/" + TOKEN + "\"", "Auto-Submitted", "auto-generated",
                "List-Unsubscribe", "&lt;p&gt;Hello").doesNotContain("??", "<p>Hello");
        assertThat(keeper.get("/outbox?state=sent&profile=" + key).text()).contains("No message yet");
        assertThat(keeper.get("/outbox?profile=" + TestServer.unique("nobody")).text()).contains("No message yet");
        keeper.get("/outbox?state=lost").expect(400);
        keeper.get("/outbox/999999999").expect(404);
    }

    @Test
    void whoMayNotChooseForPeopleSeesNoLinkThatDoes() {
        long id = kept();

        for (Role role : new Role[]{Role.VIEWER, Role.DELIVERABILITY}) {
            Console console = Console.as(role);
            assertThat(console.get("/outbox/" + id).expect(200).text())
                    .contains("https://x.example/c/…", "they are not shown")
                    .doesNotContain(TOKEN, "??");
            assertThat(console.get("/outbox?profile=" + key).text()).doesNotContain(TOKEN);
        }
    }

    @Test
    void aMessageIsTakenOutWithAReasonAndTakenUpAgain() {
        long id = kept();

        assertThat(keeper.post("/outbox/" + id + "/drop", Map.of("reason", " ")).text())
                .contains("A reason is missing");
        String dropped = keeper.post("/outbox/" + id + "/drop", Map.of("reason", "typed by mistake")).text();
        assertThat(dropped).contains("The message is taken out", "typed by mistake", keeper.actor(),
                "/outbox/" + id + "/again").doesNotContain("??");
        assertThat(keeper.post("/outbox/" + id + "/drop", Map.of("reason", "again")).text())
                .contains("in another state");

        assertThat(keeper.post("/outbox/" + id + "/again", Map.of()).text()).contains("the message is kept");
        try (Mailbox box = Mailbox.open()) {
            assertThat(keeper.post("/outbox/" + id + "/again", Map.of()).text()).contains("The message is being sent");
            assertThat(box.received(key + "@outbox.example")).hasSize(1);
            assertThat(keeper.post("/outbox/" + id + "/again", Map.of()).text()).contains("in another state");
        }
        assertThat(keeper.get("/outbox?state=sent&profile=" + key).text()).contains("/outbox/" + id);
    }

    @Test
    void whatWasGivenUpNeedsAttention() {
        long id = kept();
        TestServer.bean(JdbcClient.class).sql("update outbox set state = 'failed' where id = :id").param("id", id)
                .update();

        assertThat(keeper.get("/").expect(200).text()).contains("/outbox?state=failed", "could not be sent");

        assertThat(keeper.post("/outbox/" + id + "/again", Map.of()).text()).contains("the message is kept");
    }

    private long kept() {
        Api api = TestServer.api();
        int profile = api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", key + "@outbox.example")))
                .send()
                .at("/id").asInt();
        Outbox outbox = TestServer.bean(Outbox.class);
        String once = TestServer.unique("page-test");
        TestServer.bean(TransactionTemplate.class).executeWithoutResult(_ -> outbox.add(new OutgoingMail(
                key + "@outbox.example", profile, "confirm_subscription", "en", "Confirm <b>",
                "Open https://x.example/c/" + TOKEN + " now", "<p>Hello https://x.example/c/" + TOKEN + "</p>",
                Map.of("List-Unsubscribe", "<https://x.example/u/" + TOKEN + ">"), once)));
        return outbox.idOf(once).orElseThrow();
    }
}
