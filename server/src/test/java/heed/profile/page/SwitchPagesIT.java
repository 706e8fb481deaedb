package heed.profile.page;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SwitchPagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.PRIVACY);
    private final String key = TestServer.unique("switches");
    private final String path = "/profiles/" + key;

    @BeforeEach
    void aPerson() {
        api.put(path).json("{}").send().expect(201);
        console.get(path).expect(200);
    }

    @Test
    void onlyBoxesThatDifferBecomeChoicesOfTheOperator() {
        long seq = optOut("email");

        Answer page = save("email", "email,sms,fax", "they wrote to us");

        assertThat(page.expect(200).text()).contains("No longer contact: SMS, Fax.", "they wrote to us")
                .doesNotContain("??");
        JsonNode switches = optOuts().at("/switches");
        assertThat(switches.at("/0/evidence/seq").longValue()).isEqualTo(seq);
        assertThat(switches.at("/1/source").stringValue()).isEqualTo("operator");
        List<JsonNode> entries = entries();
        assertThat(entries).extracting(entry -> entry.at("/kind").stringValue()).startsWith("opt_out", "opt_out",
                "opt_out", "profile_created");
        assertThat(entries.get(0).at("/at")).isEqualTo(entries.get(1).at("/at"));
        assertThat(entries.get(0).at("/actor").stringValue()).isEqualTo(console.actor());
        assertThat(entries.get(0).at("/evidence/shown/0").stringValue()).isEqualTo("email");
    }

    @Test
    void whatThePersonChoseMeanwhileIsNeverLifted() {
        optOut("all");
        optOut("fax");

        String shownBeforeFax = save("all", "", "asked by phone").text();
        assertThat(shownBeforeFax).contains("May be contacted again: Any channel.");
        assertThat(channels()).containsExactly("fax");

        optOut("sms");
        save("fax", "", "asked by phone");
        assertThat(channels()).containsExactly("sms");

        optOut("all");
        assertThat(save("sms", "push", "asked by phone").text()).contains("No longer contact: Push.",
                "Not opened: SMS");
        assertThat(optOuts().at("/all").booleanValue()).isTrue();
        assertThat(channels()).containsExactly("push", "sms");
    }

    @Test
    void anOptOutThatWasMadeAgainAfterTheFormWasShownIsNotLifted() {
        String shown = "email:" + optOut("email");
        assertThat(console.get(path).text()).contains("name=\"shown\" value=\"" + shown + "\"");
        api.delete(path + "/opt-outs/email?reason=asked").send().expect(200);
        optOut("email");

        Answer page = send(shown, "", "asked by phone");

        assertThat(page.expect(200).text()).contains("Not opened: E-mail", "chosen again").doesNotContain("??");
        assertThat(channels()).containsExactly("email");
        assertThat(send(shown, "", " ").text()).containsPattern(ticked("email"));
    }

    @Test
    void anOptOutThatWasSaidOnceMoreAfterTheFormWasShownIsNotLifted() {
        String shown = "email:" + optOut("email");
        String now = "email:" + optOut("email");
        assertThat(console.get(path).text()).contains("name=\"shown\" value=\"" + now + "\"");

        assertThat(send(shown, "", "asked by phone").text()).contains("Not opened: E-mail", "chosen again");
        assertThat(channels()).containsExactly("email");

        send(now, "", "asked by phone");
        assertThat(channels()).isEmpty();
    }

    @Test
    void anOptOutThatUntickingAllSetAgainIsVoidedOnlyWithIt() {
        optOut("email");
        optOut("all");
        save("all,email", "email", "only e-mail was meant");
        long again = entries().get(0).at("/seq").longValue();
        long opened = entries().get(1).at("/seq").longValue();
        Map<String, Object> body = Map.of("reason", "a slip", "confirm", true);

        assertThat(undo(String.valueOf(again), "a slip").text()).contains("undo the whole form");
        assertThat(console.post("/ledger/" + again + "/void", Map.of("reason", "a slip", "confirm", "true")).text())
                .contains("undo the whole form");
        api.post("/ledger/" + again + "/void").json(body).send().expect(409);
        assertThat(channels()).containsExactly("email");

        api.post("/ledger/" + opened + "/void").json(body).send().expect(200);
        api.post("/ledger/" + again + "/void").json(body).send().expect(200);
        assertThat(channels()).containsExactly("email");
        assertThat(optOuts().at("/all").booleanValue()).isTrue();
    }

    @Test
    void aBoxThatIsLeftTickedStaysOnWhenAllGoesOff() {
        optOut("all");
        optOut("email");

        save("all,email", "email", "only e-mail was meant");

        assertThat(optOuts().at("/all").booleanValue()).isFalse();
        assertThat(channels()).containsExactly("email");
    }

    @Test
    void withoutAReasonNothingIsRecordedAndTheTicksStay() {
        optOut("sms");

        String page = save("", "email", "  ").text();

        assertThat(page).contains("A reason is missing").containsPattern(ticked("email"))
                .containsPattern(ticked("sms")).doesNotContainPattern(ticked("fax"));
        assertThat(channels()).containsExactly("sms");
    }

    @Test
    void aFormThatWasLeftAloneRecordsNothing() {
        int before = entries().size();

        assertThat(save("", "", "nothing").text()).contains("nothing was recorded");

        assertThat(entries()).hasSize(before);
    }

    @Test
    void undoVoidsTheChoicesOfTheFormAndNoOther() {
        optOut("fax");
        Answer saved = save("fax", "all,email", "a slip");
        assertThat(channels()).containsExactly("email");
        assertThat(optOuts().at("/all").booleanValue()).isTrue();

        Answer undone = UndoButton.press(console, saved);

        assertThat(undone.text()).contains("these choices no longer count");
        assertThat(channels()).containsExactly("fax");
        assertThat(optOuts().at("/all").booleanValue()).isFalse();
        assertThat(entries()).extracting(entry -> entry.at("/kind").stringValue()).startsWith("voided", "voided",
                "voided");
        assertThat(entries().getFirst().at("/evidence/reason").stringValue()).isEqualTo("Undone right after: a slip");
        assertThat(UndoButton.press(console, saved).text()).contains("Not done");
    }

    @Test
    void oneUndoIsAllOrNothing() {
        long mine = optOut("email");
        long undone = optOut("sms");
        api.post("/ledger/" + undone + "/void").json(Map.of("reason", "gone", "confirm", true)).send().expect(200);

        String refused = undo(mine + "," + undone, "both").text();

        assertThat(refused).contains("is voided already");
        assertThat(channels()).containsExactly("email");
    }

    @Test
    void onlyChoicesOfThisPersonAreUndoneHere() {
        String other = "/profiles/" + TestServer.unique("other");
        api.put(other).json("{}").send().expect(201);
        long theirs = api.post(other + "/opt-outs").json(Map.of("channel", "email")).send().at("/seq").longValue();

        undo(String.valueOf(theirs), "a guess").expect(404);
        undo(entries().getLast().at("/seq").asString(), "a guess").expect(404);
        undo("", "a guess").expect(404);

        assertThat(api.get(other + "/opt-outs").send().at("/channels").size()).isEqualTo(1);
    }

    @Test
    void whoOpensAChannelReadsThatTheAddressIsStillExcluded() {
        String mail = key + "@example.org";
        api.put(path).json(Map.of("addresses", Map.of("email", mail))).send().expect(200);
        api.post("/quarantine").json(Map.of("channel", "email", "address", mail, "status", "denylisted")).send()
                .expect(201);
        optOut("email");

        assertThat(save("email", "", "asked").text()).contains("May be contacted again: E-mail.",
                "Something else still excludes");
    }

    @Test
    void anUnknownSwitchIsRefusedAndAViewerIsOfferedNothing() {
        for (String wrong : List.of("pigeon:1", "email", "email:", "email:x", "email:9999999999999999999")) {
            send(wrong, "", "because").expect(400);
        }
        save("", "pigeon", "because").expect(400);
        Console viewer = Console.as(Role.VIEWER);

        assertThat(viewer.get(path).expect(200).text()).contains("No longer contact").doesNotContain("Save choices",
                "??");
        viewer.post(path + "/opt-outs", Map.of("shown", "", "wanted", "email", "reason", "because")).expect(403);
        viewer.post(path + "/opt-outs/undo", Map.of("seqs", "1", "reason", "because")).expect(403);
    }

    private static String ticked(String box) {
        return "name=\"wanted\" value=\"" + box + "\" checked";
    }

    /// Sends a form that shows these boxes ticked, with what stands behind them now.
    private Answer save(String shown, String wanted, String reason) {
        List<String> boxes = List.of(shown.split(","));
        return send(optOuts().at("/switches").valueStream()
                .filter(one -> boxes.contains(one.at("/channel").stringValue()))
                .map(one -> one.at("/channel").stringValue() + ":" + one.at("/evidence/seq").longValue())
                .collect(Collectors.joining(",")), wanted, reason);
    }

    private Answer send(String shown, String wanted, String reason) {
        return console.post(path + "/opt-outs", Map.of("shown", shown, "wanted", wanted, "reason", reason));
    }

    private Answer undo(String seqs, String reason) {
        return console.post(path + "/opt-outs/undo", Map.of("seqs", seqs, "reason", reason, "confirm", "true"));
    }

    private long optOut(String channel) {
        return api.post(path + "/opt-outs").json(Map.of("channel", channel)).send().expect(200).at("/seq").longValue();
    }

    private Answer optOuts() {
        return api.get(path + "/opt-outs").send().expect(200);
    }

    private List<String> channels() {
        return optOuts().at("/channels").valueStream().map(JsonNode::stringValue).toList();
    }

    private List<JsonNode> entries() {
        return api.get(path + "/history").send().expect(200).at("/items").valueStream().toList();
    }
}
