package heed.link;

import heed.web.Problem;
import heed.web.outage.DatabaseProblems;
import heed.web.page.InstanceSettingStore;
import heed.web.page.InstanceSettingStore.Instance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/// Gives every public page what its frame shows, and tells calmly what went wrong.
///
/// What passes answers 503 with `Retry-After`, so that a mailbox provider's request is made again (U9): a withdrawal must
/// not be lost with an answer that looks final.
@ControllerAdvice(annotations = PublicPages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PublicFrame {
    private static final Logger LOG = LoggerFactory.getLogger(PublicFrame.class);
    private static final String SOON = "30";

    private final InstanceSettingStore settings;
    private final PublicLanguage languages;
    private final DatabaseProblems database;

    PublicFrame(InstanceSettingStore settings, PublicLanguage languages, DatabaseProblems database) {
        this.settings = settings;
        this.languages = languages;
        this.database = database;
    }

    /// Before the handler: until it says another one, the page speaks the browser's language.
    @ModelAttribute("instance")
    Instance instance(HttpServletRequest request) {
        languages.of(null, null, request);
        return settings.instance();
    }

    @ExceptionHandler
    ModelAndView problem(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        return page(problem.status(), problem.retryAfter(), request, response);
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingServletRequestParameterException.class,
            InvalidParameterException.class})
    ModelAndView unreadable(HttpServletRequest request, HttpServletResponse response) {
        return page(HttpStatus.BAD_REQUEST, null, request, response);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView away(RuntimeException e, HttpServletRequest request, HttpServletResponse response) {
        return database.of(e).filter(problem -> problem.status().is5xxServerError())
                .map(problem -> page(problem.status(), problem.retryAfter(), request, response))
                .orElseGet(() -> bug(e, request, response));
    }

    /// A bug, or broken infrastructure: the log has it in full, under the route, never under the path, which is a token.
    @ExceptionHandler
    ModelAndView bug(RuntimeException e, HttpServletRequest request, HttpServletResponse response) {
        LOG.error("{} failed", request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), e);
        return page(HttpStatus.SERVICE_UNAVAILABLE, SOON, request, response);
    }

    private ModelAndView page(HttpStatus status, @Nullable String retryAfter, HttpServletRequest request,
            HttpServletResponse response) {
        languages.of(null, null, request);
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        ModelAndView page = new ModelAndView("public/problem");
        page.setStatus(status);
        page.addObject("instance", settings.instance());
        page.addObject("later", status.is5xxServerError());
        return page;
    }
}
