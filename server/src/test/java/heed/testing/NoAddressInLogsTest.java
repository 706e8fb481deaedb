package heed.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class NoAddressInLogsTest {

    @ParameterizedTest
    @ValueSource(strings = {"not stored: ada@example.org", "to <Ada.L+tag@mail.example.co.uk>", "number +33612345678.",
            "'+4915112345678'", "key=ada@example.org", "ключ ada@xn--e1afmkfd.example"})
    void anAddressIsSeen(String message) {
        assertThat(logged(message, null)).hasSize(1);
    }

    @Test
    void anAddressInAStackTraceIsSeen() {
        assertThat(
                logged("failed", new IllegalStateException("outer", new IllegalArgumentException("ada@example.org"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heed.web.Probe@1a2b3c", "2026-01-31T12:00:00+02:00", "in +15 ms", "a@b", "user@localhost"})
    void whatIsNoAddressIsNot(String message) {
        assertThat(logged(message, null)).isEmpty();
    }

    private static List<String> logged(String message, @Nullable Throwable failure) {
        // A logger of its own, so that the extension that watches this class sees nothing.
        try (LogLines log = LogLines.open()) {
            log.note(message, failure);
            return log.withAddress();
        }
    }

    @Test
    void itListensToEveryLogger() {
        try (LogLines log = LogLines.open()) {
            LoggerFactory.getLogger("heed.testing.some").warn("a word");

            assertThat(log.all()).extracting(LogLines.Line::text).contains("WARN heed.testing.some: a word");
        }
    }
}
