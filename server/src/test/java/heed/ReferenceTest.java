package heed;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.ExclusionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pages of docs/reference that follow from the code are what the code says. With `-Dheed.reference=write` they
/// are written again.
class ReferenceTest {

    private static final Pattern SETTING = Pattern.compile("([a-z.-]+): \\$\\{(HEED_[A-Z_]+):(.*)}");

    @Test
    void thePageOfCausesIsWhatTheRulesSay() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Causes of exclusion
                In order: the first that holds decides, all that hold are reported. Written by `ReferenceTest` from
                `heed.rules.ExclusionRule`; see [preparing a delivery](../concepts/preparing-a-delivery.md).

                | cause | operators read | in `transactional` | a typology may go without it | a what-if may drop it |
                |---|---|---|---|---|
                """);
        for (ExclusionRule rule : ExclusionRule.values()) {
            page.append(
                    "| `%s` | %s | %s | %s | %s |\n".formatted(rule.code(), rule.sentence(), yes(rule.transactional()),
                            yes(rule.removable()), yes(rule.droppable())));
        }

        compare("causes.md", page.toString());
    }

    @Test
    void thePageOfSettingsIsWhatTheConfigurationSays() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Settings
                Environment variables; each is also a property (`--server.port=9000`). Written by `ReferenceTest` from
                `application.yaml`.

                | variable | property | default | what |
                |---|---|---|---|
                """);
        List<String> comment = new ArrayList<>();
        boolean used = false;
        for (String line : Files.readAllLines(Reference.ROOT.resolve("server/src/main/resources/application.yaml"))) {
            Matcher setting = SETTING.matcher(line);
            if (setting.matches()) {
                page.append("| `%s` | `%s` | %s | %s |\n".formatted(setting.group(2), setting.group(1),
                        setting.group(3).isEmpty() ? "" : "`" + setting.group(3) + "`", String.join(" ", comment)));
                used = true;
            } else if (line.startsWith("# ")) {
                if (used) {
                    comment.clear();
                }
                comment.add(line.substring(2));
                used = false;
            } else {
                comment.clear();
            }
        }

        assertThat(page.toString()).contains("HEED_PORT", "HEED_HOME", "HEED_DATABASE_URL");
        compare("settings.md", page.toString());
    }

    private static String yes(boolean value) {
        return value ? "yes" : "";
    }

    private static void compare(String name, String page) throws IOException {
        Reference.compare(Path.of("docs/reference", name), page);
    }
}
