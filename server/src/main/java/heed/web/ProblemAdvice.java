package heed.web;

import static org.springframework.web.context.request.RequestAttributes.SCOPE_REQUEST;

import heed.rules.Moment;
import heed.web.outage.DatabaseProblems;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/// Answers everything that goes wrong as a problem (RFC 9457): what is thrown as [Problem], what Spring finds wrong
/// with a request, what PostgreSQL refuses. Never a stack trace, never a class name.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final DatabaseProblems database;

    ProblemAdvice(DatabaseProblems database) {
        this.database = database;
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(Problem problem) {
        return answer(problem, new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> json(JacksonException e) {
        return answer(JsonProblems.of(e), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> parameter(InvalidParameterException e) {
        return answer(Problem.badRequest("the query or form is not well-formed"), new HttpHeaders());
    }

    /// What the database refused, or could not do.
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    @Nullable
    ResponseEntity<Object> database(RuntimeException e, WebRequest request, HttpServletResponse response) {
        return response.isCommitted()
                ? bug(e, request, response)
                : database.of(e).map(problem -> answer(problem, new HttpHeaders()))
                        .orElseGet(() -> bug(e, request, response));
    }

    /// A parameter that the firewall lets nobody read.
    @ExceptionHandler
    ResponseEntity<Object> rejected(RequestRejectedException e) {
        return answer(Problem.badRequest("a parameter is not well-formed"), new HttpHeaders());
    }

    /// Whatever is left is a bug, or broken infrastructure: logged in full, answered with nothing of it.
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> bug(RuntimeException e, WebRequest request,
            HttpServletResponse response) {
        if (response.isCommitted()) {
            // Half an answer must not look like a whole one: the web server cuts the connection.
            throw e;
        }
        log.error("{} failed", route(request), e);
        return answer(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Heed failed; its log says why."),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(e.getCause() instanceof JacksonException json
                ? JsonProblems.of(json)
                : Problem.badRequest("a body is missing or cannot be read"), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.badRequest(e.getBindingResult().getFieldErrors().stream().map(ProblemAdvice::field)
                .toList()), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException e, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(e.getPropertyName());
        Throwable cause = NestedExceptionUtils.getRootCause(e);
        return answer(cause instanceof Problem problem ? problem : Problem.badRequest(name, expected(e)), headers);
    }

    /// Everything else Spring MVC finds wrong with a request.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.valueOf(status.value());
        if (known.is5xxServerError()) {
            log.error("{} failed", route(request), e);
        }
        return answer(switch (e) {
            case MissingServletRequestParameterException missing -> missing(missing.getParameterName());
            case MissingRequestHeaderException missing -> missing(missing.getHeaderName());
            default -> Problem.of(known, code(known), detail(e, known));
        }, headers);
    }

    private static String detail(Exception e, HttpStatus status) {
        return switch (e) {
            case HttpRequestMethodNotSupportedException method -> "not " + method.getMethod() + "; "
                    + supported(method.getSupportedMethods());
            case HttpMediaTypeNotSupportedException type -> "the body's Content-Type must be one of "
                    + type.getSupportedMediaTypes();
            case HttpMediaTypeNotAcceptableException type -> "this answers as " + type.getSupportedMediaTypes();
            case NoResourceFoundException path -> "there is nothing at this path";
            default -> status.getReasonPhrase();
        };
    }

    /// Never the path itself: the key of a profile in it may be an address.
    private static String route(WebRequest request) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, SCOPE_REQUEST);
        return route == null ? "a request" : route.toString();
    }

    private static String supported(String @Nullable [] methods) {
        return methods == null ? "another method" : String.join(", ", methods);
    }

    private static Problem missing(String name) {
        return Problem.badRequest(name, "is missing");
    }

    private static Problem.Field field(FieldError error) {
        if (error.contains(TypeMismatchException.class)) {
            return new Problem.Field(error.getField(), expected(error.unwrap(TypeMismatchException.class)));
        }
        String message = error.getDefaultMessage();
        return new Problem.Field(error.getField(), message == null ? "is wrong" : message);
    }

    /// Of a moment, what exactly is wrong with it.
    private static String expected(TypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        if (type == Instant.class) {
            try {
                Moment.of(String.valueOf(e.getValue()).strip());
            } catch (IllegalArgumentException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
        return "must be " + JsonProblems.expected(type);
    }

    static String code(HttpStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        HttpHeaders all = new HttpHeaders(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        String retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            all.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return new ResponseEntity<>(problem.body(), all, problem.status());
    }
}
