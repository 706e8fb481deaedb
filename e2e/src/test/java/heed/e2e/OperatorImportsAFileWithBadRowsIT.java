package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Journey
class OperatorImportsAFileWithBadRowsIT {

    @Test
    void aFileIsTriedItsBadRowsAreShownTheGoodOnesAppliedAndAllOfItUndone(Visitor operator, Api api, Stage stage)
            throws IOException {
        String key = stage.unique("imported");
        String file = """
                key,email
                %1$s-ada,ada@%1$s.example
                %1$s-bob,no address of an e-mail
                %1$s-ada,twice@%1$s.example
                %1$s-eve,eve@%1$s.example
                """.formatted(key);

        operator.open("/imports");
        operator.follow("Import a file");
        operator.field("File").setInputFiles(new FilePayload(key + ".csv", "text/csv", file.getBytes(UTF_8)));
        assertThat(operator.page().getByText(key + ".csv")).isVisible();
        operator.press("Try it, change nothing");

        assertThat(operator.page().getByText("This was a dry run. Nothing has changed.")).isVisible();
        assertThat(operator.figure("would be created")).hasText("2");
        assertThat(operator.figure("would be rejected")).hasText("2");
        assertThat(operator.row("no address of an e-mail")).hasCount(1);
        assertThat(operator.row("same key as line 2")).hasCount(1);
        assertThat(api.decision(key + "-ada", "email")).isEqualTo("unknown");
        assertThat(errorFile(operator)).hasSize(3).first().isEqualTo("line,reason,row");

        operator.press("Apply the file");
        assertThat(operator.button("Undo the import")).isVisible();
        assertThat(operator.figure("Created")).hasText("2");
        assertThat(api.decision(key + "-ada", "email")).isEqualTo("targeted");
        assertThat(api.decision(key + "-bob", "email")).isEqualTo("unknown");

        operator.fill("Reason", "the wrong list");
        operator.press("Undo the import");
        assertThat(operator.flash()).containsText("2 profiles deleted");
        assertThat(api.decision(key + "-ada", "email")).isEqualTo("unknown");
    }

    @Test
    void aFileOfOptOutsSaysPerChannelWhatItWouldSwitch(Visitor operator, Api api, Stage stage) {
        String key = stage.unique("leaving");
        api.person(key, Map.of("email", key + "@example.org"));

        operator.open("/imports/new");
        operator.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Opt-outs")).check();
        operator.field("File").setInputFiles(
                new FilePayload("out.csv", "text/csv", "key,channel\n%s,email\n".formatted(key).getBytes(UTF_8)));
        operator.press("Try it, change nothing");

        assertThat(operator.row("E-mail")).containsText("1");
        operator.press("Apply the file");
        assertThat(operator.button("Undo the import")).isVisible();
        assertThat(api.decision(key, "email")).isEqualTo("opted_out");
    }

    private static List<String> errorFile(Visitor operator) throws IOException {
        var file = operator.page().waitForDownload(() -> operator.follow("Error file"));
        return Files.readAllLines(file.path());
    }
}
