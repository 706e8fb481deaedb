package heed.web.page;

import jakarta.servlet.http.HttpServletRequest;
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
    private final PageProblems pages;

    MissingPage(PageProblems pages) {
        this.pages = pages;
    }

    @ExceptionHandler(exception = NoResourceFoundException.class, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView missing(HttpServletRequest request) {
        return pages.page(HttpStatus.NOT_FOUND, null, request);
    }
}
