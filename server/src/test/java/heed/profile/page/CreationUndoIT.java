package heed.profile.page;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CreationUndoIT {
    private static final Pattern MADE = Pattern.compile("name=\"made\" value=\"([0-9]+)\"");

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.PRIVACY);
    private final String key = TestServer.unique("Made/by mistake");
    private final String path = "/profiles/" + Api.segment(key);

    @Test
    void aProfileThatNothingTouchedSinceIsDeletedAgain() {
        Answer undone = UndoButton.press(console, make());

        assertThat(undone.expect(200).text()).contains("is deleted again", "This profile is deleted")
                .doesNotContain("??");
        api.get(path).send().expect(404);
        assertThat(api.get(path + "/history").send().at("/items/0/kind").asString()).isEqualTo("profile_deleted");
        assertThat(api.get(path + "/history").send().at("/items/0/evidence/reason").asString()).isEqualTo("undo");
    }

    @Test
    void whatIsMadeOfADeletedOneIsDeletedAgainAndItsOptOutsStay() {
        api.put(path).json("{}").send().expect(201);
        api.post(path + "/opt-outs").json(Map.of("channel", "sms")).send().expect(200);
        api.delete(path).send().expect(204);

        UndoButton.press(console, make()).expect(200);

        api.get(path).send().expect(404);
        assertThat(api.get(path + "/opt-outs").send().at("/channels/0").asString()).isEqualTo("sms");
    }

    @Test
    void aProfileWithAChoiceOrOtherDataSinceIsKeptAndThePageSaysWhy() {
        Answer made = make();
        api.post(path + "/opt-outs").json(Map.of("channel", "sms")).send().expect(200);
        assertThat(UndoButton.press(console, made).expect(200).text()).contains("recorded about it: Opted out")
                .doesNotContain("??");

        api.patch(path).json(Map.of("locale", "fr")).send().expect(200);
        assertThat(UndoButton.press(console, made).text()).contains("recorded about it: Profile changed");

        api.get(path).send().expect(200);
    }

    @Test
    void onlyWhoMadeItUndoesIt() {
        String seq = made(make());

        Console.as(Role.PRIVACY).post(path + "/undo", Map.of("made", seq)).expect(404);
        Console.as(Role.VIEWER).post(path + "/undo", Map.of("made", seq)).expect(403);
        console.post(path + "/undo", Map.of("made", "1")).expect(404);

        api.get(path).send().expect(200);
        console.post(path + "/undo", Map.of("made", seq)).expect(200);
        console.post(path + "/undo", Map.of("made", seq)).expect(404);
    }

    private Answer make() {
        return console.post("/profiles", Map.of("key", key, "email", "ada@" + TestServer.unique("made") + ".example"))
                .expect(200);
    }

    private static String made(Answer page) {
        Matcher made = MADE.matcher(page.text());
        assertThat(made.find()).isTrue();
        return made.group(1);
    }
}
