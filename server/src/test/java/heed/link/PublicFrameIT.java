package heed.link;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.TestServer;
import heed.web.outage.DatabaseProblems;
import heed.web.page.InstanceSettingStore;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

/// U9: what passes is told so that whoever asked asks again; no withdrawal is lost with an answer that looks final.
class PublicFrameIT {

    private final PublicFrame frame = new PublicFrame(TestServer.bean(InstanceSettingStore.class),
            TestServer.bean(PublicLanguage.class), TestServer.bean(DatabaseProblems.class));
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/u/x");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aDatabaseThatIsAwayAnswers503AndWhenToAskAgain() {
        ModelAndView page = frame.away(
                new CannotGetJdbcConnectionException("no connection", new SQLTransientConnectionException("timed out")),
                request, response);

        assertThat(status(page)).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(response.getHeader("Retry-After")).matches("[1-9][0-9]*");
        assertThat(page.getViewName()).isEqualTo("public/problem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "55P03", "57P01", "53300", "08006", "53100"})
    void whateverPassesAnswers5xx(String state) {
        ModelAndView page = frame.away(new UncategorizedSQLException("choose", null, new SQLException("passes", state)),
                request, response);

        assertThat(status(page).is5xxServerError()).isTrue();
        assertThat(response.getHeader("Retry-After")).isNotNull();
    }

    /// A bug may be mended by the next start.
    @Test
    void aBugIsAskedForAgainToo() {
        assertThat(status(frame.bug(new IllegalStateException("a test's own"), request, response)))
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(response.getHeader("Retry-After")).isNotNull();
    }

    private static HttpStatusCode status(ModelAndView page) {
        return Objects.requireNonNull(page.getStatus());
    }
}
