package heed;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The session in the README works as printed: it is run by a shell, with curl, against the real server.
class ReadmeIT {

    private static final Pattern SESSION = Pattern.compile("## First calls\\n.*?```sh\\n(.*?)```", Pattern.DOTALL);

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void theFirstCallsOfTheReadmeWorkAsPrinted() throws IOException, InterruptedException {
        Matcher session = SESSION.matcher(Files.readString(Reference.ROOT.resolve("README.md")));
        assertThat(session.find()).as("the session is in the README").isTrue();

        List<JsonNode> answers = run(session.group(1));

        assertThat(answers).noneMatch(answer -> answer.path("status").asInt(0) >= 400);
        assertThat(decisions(answers.get(3))).containsExactly("excluded", "targeted");
        assertThat(decisions(answers.get(5))).containsExactly("excluded", "excluded");
        JsonNode analysis = answers.get(6);
        assertThat(analysis.path("audience").asInt()).isEqualTo(2);
        assertThat(analysis.path("target").asInt()).isZero();
        assertThat(answers.get(7).path("items")).extracting(item -> item.path("cause").asString()).containsExactly(
                "opted_out",
                "address_quarantined");
        assertThat(answers.get(8).path("target").asInt()).isEqualTo(1);
    }

    private List<JsonNode> run(String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-e").redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().put("HEED_URL", TestServer.url().toString());
        shell.environment().put("HEED_API_KEY", TestServer.ADMIN_KEY);
        Process process = shell.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(script);
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code of the session, which printed %s", printed).isZero();
        return printed.lines().filter(line -> !line.isBlank()).map(json::readTree).toList();
    }

    private static List<String> decisions(JsonNode answer) {
        return answer.path("items").valueStream().map(item -> item.path("decision").asString()).toList();
    }
}
