package heed.feedback;

import static heed.feedback.Inboxes.address;
import static heed.feedback.Inboxes.told;
import static heed.feedback.Inboxes.understood;
import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedbackPagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.DELIVERABILITY);

    @Test
    void anItemIsFoundInTheInboxAndShowsItsSourceAndWhatItDid() {
        String address = "ada@" + TestServer.unique("inbox") + ".example";
        String id = told(Map.of("channel", "email", "address", address, "type", "hard", "reason", "user_unknown",
                "text", "550 5.1.1 <nobody>")).at("/id").asString();

        assertThat(console.get("/feedback?state=classified&type=hard&way=api&q=" + Api.segment(address)).expect(200)
                .text()).contains("/feedback/" + id, address, "Hard error").doesNotContain("??");
        String page = console.get("/feedback/" + id).expect(200).text();
        assertThat(page)
                .contains("550 5.1.1 &lt;nobody&gt;", "said:hard", "/quarantine/", "/ledger/", "Source as it came")
                .doesNotContain("??", "550 5.1.1 <nobody>");
        assertThat(console.get("/feedback/" + id + "/source").expect(200).text()).contains(address);
        assertThat(console.post("/feedback/" + id + "/replay", Map.of("reason", "to be sure")).expect(200).text())
                .contains("nothing changed");
        assertThat(console.post("/feedback/" + id + "/replay", Map.of("reason", " ")).text())
                .contains("A reason is missing");
    }

    @Test
    void whatNobodyCouldTellIsDecidedWithAReasonAndThatIsUndone() {
        String number = "+336455" + (10_000 + Integer.parseInt(TestServer.unique("n").substring(2)));
        String id = understood(api.post("/feedback/sms").json(Map.of("from", number, "text", "qwxz vbnm")).send()
                .expect(202).at("/id").asString()).at("/id").asString();

        assertThat(console.get("/feedback?state=review").expect(200).text()).contains("/feedback/" + id);
        Answer decided = console.post("/feedback/" + id + "/decision", Map.of("type", "stop", "reason", "meant stop"));
        assertThat(decided.expect(200).text()).contains("The number is not used any more",
                "/feedback/" + id + "/replay");
        assertThat(address(number).at("/marks/0").asString()).isEqualTo("stop");
        assertThat(console.post("/feedback/" + id + "/replay", Map.of("reason", "meant stop")).text())
                .contains("the marks stop").doesNotContain("??");
        assertThat(address(number).at("/marks/0").asString()).isEqualTo("stop");
        console.post("/feedback/" + id + "/replay", Map.of("reason", "meant stop", "confirm", "true"));
        assertThat(address(number).at("/held").asBoolean()).isTrue();
    }

    @Test
    void aDecisionThatClearsAMarkNeedsTheBox() {
        String number = "+336456" + (10_000 + Integer.parseInt(TestServer.unique("n").substring(2)));
        text(number, "STOP");
        String path = "/feedback/" + text(number, "qwxz vbnm");
        assertThat(console.get(path).expect(200).text().split("name=\"confirm\"", -1)).hasSize(3);

        assertThat(console.post(path + "/decision", Map.of("type", "start", "reason", "called")).text())
                .contains("the marks stop").doesNotContain("??");
        assertThat(address(number).at("/marks/0").asString()).isEqualTo("stop");
        console.post(path + "/decision", Map.of("type", "start", "reason", "called", "confirm", "true")).expect(200);
        assertThat(address(number).isMissingNode()).isTrue();
    }

    @Test
    void wordsAreTriedBeforeTheyAreSaved() {
        String kept = console.get("/feedback/words/keywords").expect(200).text();
        assertThat(kept).contains("<textarea").doesNotContain("??");
        assertThat(console.get("/feedback/words/patterns").expect(200).text()).doesNotContain("??");

        assertThat(console.post("/feedback/words/keywords/try", Map.of("text", "")).expect(200).text())
                .contains("What would change");
        console.get("/feedback/words/none").expect(400);
    }

    private String text(String number, String text) {
        return understood(api.post("/feedback/sms").json(Map.of("from", number, "text", text)).send().expect(202)
                .at("/id").asString()).at("/id").asString();
    }
}
