package heed.feedback;

import static heed.feedback.Inboxes.understood;
import static org.assertj.core.api.Assertions.assertThat;

import heed.feedback.email.PatternSet;
import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The patterns of mail systems: tried on past feedback, seen, saved, taken back.
class WordsPagesIT {

    private static final String PAGE = "/feedback/words/patterns";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]+)\"");

    private final Console console = Console.as(Role.DELIVERABILITY);
    private final String word = TestServer.unique("qrx");
    private final String edited = "own\tdiagnostic\t" + word + " is closed\thard\tuser_unknown\tours\n"
            + PatternSet.standardText();

    @Test
    void aChangeIsSeenOnPastFeedbackBeforeItIsSavedAndIsUndone() {
        Answer before = bounce("one");
        assertThat(before.at("/type").asString()).isEqualTo("soft");
        console.get(PAGE).expect(200);

        String tried = console.post(PAGE + "/try", Map.of("text", edited)).expect(200).text();
        assertThat(tried).contains("/feedback/" + before.at("/id").asString(), "soft · refused",
                "hard · user_unknown · own · one@" + word + ".example=hard").doesNotContain("??");
        assertThat(console.post(PAGE, Map.of("text", edited, "reason", "a closed provider")).expect(200).text())
                .contains("Not saved yet").doesNotContain("??");
        assertThat(bounce("two").at("/type").asString()).isEqualTo("soft");

        Answer saved = console.post(PAGE,
                Map.of("text", edited, "reason", "a closed provider", "seen", seen(tried)));
        assertThat(saved.expect(200).text()).contains("Saved.", PAGE + "/back");
        assertThat(bounce("three").at("/pattern").asString()).isEqualTo("own");
        console.post(PAGE + "/back", Map.of("version", "0", "reason", "a mistake")).expect(200);
        assertThat(bounce("four").at("/type").asString()).isEqualTo("soft");
    }

    @Test
    void aLineThatCannotBeUnderstoodIsNamedAndNothingIsSaved() {
        console.get(PAGE).expect(200);

        assertThat(console.post(PAGE, Map.of("text", "x\tdiagnostic\tgone\tvery\t-\tours", "reason", "a try"))
                .expect(200).text()).contains("line 1: type &quot;very&quot; is not known");
        assertThat(console.get(PAGE).expect(200).text()).contains("from-daemon");
    }

    /// What mail to that word means now.
    private Answer bounce(String local) {
        String address = local + "@" + word + ".example";
        String raw = "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\n\n"
                + "This is the mail system at host mx.example.\n\n<" + address + ">: 550 " + word + " is closed\n";
        return understood(TestServer.api().post("/feedback/email").body(raw, "message/rfc822").send().expect(202)
                .at("/id").asString());
    }

    private static String seen(String page) {
        Matcher seen = SEEN.matcher(page);
        assertThat(seen.find()).isTrue();
        return seen.group(1);
    }
}
