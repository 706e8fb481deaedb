package heed.web.page;

import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/// What goes wrong in a page is told as a page: the same sentence as the API's problem, never a trace.
@ControllerAdvice(annotations = Pages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {
    private static final Logger LOG = LoggerFactory.getLogger(PageProblems.class);

    private final PageFrame frame;

    PageProblems(PageFrame frame) {
        this.frame = frame;
    }

    @ExceptionHandler
    ModelAndView problem(Problem problem, HttpServletRequest request) {
        return page(problem.status(), problem.getMessage(), request);
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingServletRequestParameterException.class})
    ModelAndView unreadable(HttpServletRequest request) {
        return page(HttpStatus.BAD_REQUEST, null, request);
    }

    /// A bug, or broken infrastructure: the log has it in full, under the route, never under the path.
    @ExceptionHandler
    ModelAndView bug(RuntimeException e, HttpServletRequest request) {
        LOG.error("{} failed", request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), e);
        return page(HttpStatus.INTERNAL_SERVER_ERROR, null, request);
    }

    /// Whether whoever asks can show a page: a browser says so, and the console's script. A program that takes anything
    /// gets a problem.
    static boolean readsPages(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader("HX-Request") != null
                || (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE));
    }

    /// The page of a status; with a sentence of its own where the problem has one.
    ModelAndView page(HttpStatus status, @Nullable String detail,
            HttpServletRequest request) {
        boolean part = "true".equals(request.getHeader("HX-Request"));
        ModelAndView page = new ModelAndView(part ? "problem :: part" : "problem");
        page.setStatus(status);
        page.addObject("status", status.value());
        page.addObject("detail", detail);
        frame.fill(page, request);
        return page;
    }
}
