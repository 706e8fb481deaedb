package heed.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageContent;
import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import heed.testing.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/// The attack kit on this server: what `heed selftest` does is what is tested here. That it ends well, `e2e` sees.
class SelftestIT {

    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);

    @Test
    void everyLinkHoldsEveryWithdrawalWorksAndNothingIsLeftBehind() {
        for (PageKind kind : PageKind.values()) {
            publish(kind);
        }

        Ran ran = run(TestServer.url().toString(), "--key", TestServer.ADMIN_KEY, "--token-url",
                TestServer.url() + "/docs");

        assertThat(ran.lines().stream().filter(line -> line.startsWith("FAIL"))).as("but the one that leads elsewhere")
                .singleElement().asString().startsWith("FAIL  U6 the link as it arrived");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.lines().getLast()).endsWith("checks, 1 failed");
        assertThat(Stream.of("U5", "U7", "U8", "U9", "U10"))
                .allSatisfy(rule -> assertThat(ran.lines()).anyMatch(line -> line.startsWith("ok    " + rule)));
        assertThat(Stream.concat(Stream.of("(/undo/)", "(/c/)", "(/page/)"),
                Stream.of(PageKind.values()).map(kind -> "(/p/, " + kind.code() + ")")))
                .allSatisfy(place -> assertThat(ran.lines()).anyMatch(line -> line.startsWith("ok    U8 GET")
                        && line.endsWith(place)));
        assertThat(ran.lines()).noneMatch(line -> line.startsWith("skip"));
        assertThat(TestServer.api().get("/profiles?q=heed-selftest-").send().expect(200).at("/items")).isEmpty();
        assertThat(TestServer.api().get("/services?limit=1000").send().expect(200).text())
                .doesNotContain("heed-selftest-");
    }

    /// The links of anybody else are nobody's to have.
    @Test
    void onlyAThrowAwayProfileHasItsLinksMade() {
        String key = TestServer.unique("somebody");
        TestServer.api().put("/profiles/" + key).json(Map.of("addresses", Map.of("email", key + "@self.example")))
                .send()
                .expect(201);

        TestServer.api().post("/selftest/links").json(Map.of("profile", key)).send().expect(400);
        TestServer.api().post("/selftest/links").json("{}").send().expect(400);
        TestServer.api().post("/selftest/links").json(Map.of("profile", "heed-selftest-nobody")).send().expect(404);
    }

    private void publish(PageKind kind) {
        String name = TestServer.unique("attacked");
        PageDraft draft = new PageDraft("Attacked", null, true, true, null, Map.of("en", new PageContent("Choose",
                "{{email}} {{switches}} {{stop_everything}} {{submit}}", "Thank you.")), Map.of(), null);
        jdbc.sql("""
                with page as (insert into landing_pages (name, kind, draft, published_version)
                    values (:name, :kind, cast(:draft as jsonb), 1) returning id)
                insert into landing_page_versions (page_id, version, content, sha256, published_at, published_by)
                select id, 1, cast(:draft as jsonb), '', now(), 'a test' from page
                """).param("name", name).param("kind", kind.code())
                .param("draft", TestServer.bean(JsonMapper.class).writeValueAsString(draft)).update();
    }

    private record Ran(int code, List<String> lines) {}

    private static Ran run(String... arguments) {
        StringWriter text = new StringWriter();
        int code = new CommandLine(new SelftestCommand()).setOut(new PrintWriter(text)).execute(arguments);
        return new Ran(code, text.toString().lines().toList());
    }
}
