package heed.web.page;

import heed.web.Problem;
import heed.web.ProblemWriter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// What failed before or after any controller, for whoever asked for HTML; below `/api` it stays a problem.
@Controller
class ErrorPage {
    private final ProblemWriter problems;
    private final PageProblems pages;

    ErrorPage(ProblemWriter problems, PageProblems pages) {
        this.problems = problems;
        this.pages = pages;
    }

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        boolean api = path instanceof String asked && asked.startsWith("/api/");
        if (api || !PageProblems.readsPages(request)) {
            problems.write(response, Problem.of(status));
            return null;
        }
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return pages.page(status, failure instanceof Problem problem ? problem.getMessage() : null, request);
    }

    private static HttpStatus status(@Nullable Object code) {
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return Objects.requireNonNullElse(status, HttpStatus.INTERNAL_SERVER_ERROR);
    }
}
