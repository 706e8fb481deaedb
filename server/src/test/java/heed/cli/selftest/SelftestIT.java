package heed.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The attack kit on this server: what `heed selftest` does is what is tested here.
class SelftestIT {

    @Test
    void everyLinkHoldsEveryWithdrawalWorksAndNothingIsLeftBehind() {
        Ran ran = run(TestServer.url().toString(), "--key", TestServer.ADMIN_KEY);

        assertThat(ran.lines()).noneMatch(line -> line.startsWith("FAIL"));
        assertThat(ran.code()).isZero();
        assertThat(ran.lines().getLast()).endsWith("checks, 0 failed");
        assertThat(Stream.of("U5", "U7", "U8", "U9", "U10"))
                .allSatisfy(rule -> assertThat(ran.lines()).anyMatch(line -> line.startsWith("ok    " + rule)));
        assertThat(TestServer.api().get("/profiles?q=heed-selftest-").send().expect(200).at("/items")).isEmpty();
        assertThat(TestServer.api().get("/services?limit=1000").send().expect(200).text())
                .doesNotContain("heed-selftest-");
    }

    @Test
    void aLinkThatLeadsElsewhereFails() {
        Ran ran = run(TestServer.url().toString(), "--key", TestServer.ADMIN_KEY, "--token-url",
                TestServer.url() + "/docs");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.lines()).anyMatch(line -> line.startsWith("FAIL  U6 the link as it arrived"));
    }

    private record Ran(int code, List<String> lines) {}

    private static Ran run(String... arguments) {
        StringWriter text = new StringWriter();
        int code = new CommandLine(new SelftestCommand()).setOut(new PrintWriter(text)).execute(arguments);
        return new Ran(code, text.toString().lines().toList());
    }
}
