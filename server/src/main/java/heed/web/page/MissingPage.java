package heed.web.page;

import heed.web.Problem;
import heed.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// A path that leads nowhere, for whoever asks for HTML.
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingPage {
    private final ProblemWriter problems;
    private final PageProblems pages;

    MissingPage(ProblemWriter problems, PageProblems pages) {
        this.problems = problems;
        this.pages = pages;
    }

    @ExceptionHandler(exception = NoResourceFoundException.class, produces = MediaType.TEXT_HTML_VALUE)
    @Nullable
    ModelAndView missing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!PageProblems.readsPages(request)) {
            problems.write(response, Problem.of(HttpStatus.NOT_FOUND));
            return null;
        }
        return pages.page(HttpStatus.NOT_FOUND, null, request);
    }
}
