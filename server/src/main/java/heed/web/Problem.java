package heed.web;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A request that cannot be granted, thrown by whoever finds out and answered as `application/problem+json` (RFC 9457).
///
/// Throwing it inside a transaction rolls the transaction back. Messages are for the caller: no class names, and no
/// address that the caller did not send. It has no stack trace, for it is an answer and no bug.
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpStatus status;
    private final String code;
    private final transient List<Field> fields;
    private final @Nullable Duration retryAfter;

    /// What is wrong with one field.
    ///
    /// @param field its name as in the request: `addresses.email[1]`, a query parameter, a header
    /// @param message what is wrong and what would be right
    public record Field(String field, String message) {}

    private Problem(HttpStatus status, String code, @Nullable String detail, List<Field> fields,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = List.copyOf(fields);
        this.retryAfter = retryAfter;
    }

    /// 400: one field is wrong.
    public static Problem badRequest(String field, String message) {
        return badRequest(List.of(new Field(field, message)));
    }

    /// 400: several fields are wrong, all said at once.
    public static Problem badRequest(List<Field> fields) {
        String detail = fields.isEmpty() ? null : fields.getFirst().field() + " " + fields.getFirst().message();
        return new Problem(HttpStatus.BAD_REQUEST, "bad_request", detail, fields, null);
    }

    /// 400: the request as a whole is wrong.
    public static Problem badRequest(String detail) {
        return of(HttpStatus.BAD_REQUEST, "bad_request", detail);
    }

    /// 400 `not_available`: right, but this Heed cannot do it yet.
    public static Problem notAvailable(String field, String message) {
        return new Problem(HttpStatus.BAD_REQUEST, "not_available", "not_available: " + message,
                List.of(new Field(field, message)), null);
    }

    /// 401: no key, or none that counts.
    public static Problem unauthorized(String detail) {
        return of(HttpStatus.UNAUTHORIZED, "unauthorized", detail);
    }

    /// 403: the key is good, and not for this.
    public static Problem forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, "forbidden", detail);
    }

    /// 404: there is no such thing.
    public static Problem notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not_found", detail);
    }

    /// 409: the present state forbids it, or asks for a confirmation.
    public static Problem conflict(String detail) {
        return of(HttpStatus.CONFLICT, "conflict", detail);
    }

    /// 412: it was changed since the caller looked.
    public static Problem preconditionFailed(String detail) {
        return of(HttpStatus.PRECONDITION_FAILED, "precondition_failed", detail);
    }

    /// 413: more than the limit, which the detail names.
    public static Problem tooLarge(String detail) {
        return of(HttpStatus.CONTENT_TOO_LARGE, "too_large", detail);
    }

    /// 415: in a form that is not read here.
    public static Problem unsupportedMediaType(String detail) {
        return of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail);
    }

    /// 422: well said, but it contradicts what is stored.
    public static Problem unprocessable(String detail) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "unprocessable", detail);
    }

    /// 503: not now, again after that time, rounded up to seconds.
    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail, List.of(), retryAfter);
    }

    /// 507: no room to keep it, again after that time, rounded up to seconds.
    public static Problem insufficientStorage(String detail, Duration retryAfter) {
        return new Problem(HttpStatus.INSUFFICIENT_STORAGE, "insufficient_storage", detail, List.of(), retryAfter);
    }

    /// What a status says by itself.
    public static Problem of(HttpStatus status) {
        return of(status, ProblemAdvice.code(status), status.getReasonPhrase());
    }

    /// Any other status, for what the web server itself finds out.
    static Problem of(HttpStatus status, String code, @Nullable String detail) {
        return new Problem(status, code, detail, List.of(), null);
    }

    /// The status of the answer.
    public HttpStatus status() {
        return status;
    }

    /// What is wrong with which field; empty when it is about the whole.
    public List<Field> fields() {
        return fields;
    }

    /// The value of `Retry-After`: whole seconds, rounded up; null for none.
    public @Nullable String retryAfter() {
        return retryAfter == null ? null : Long.toString(retryAfter.plusMillis(999).toSeconds());
    }

    /// What goes over the wire.
    Body body() {
        return new Body("urn:heed:problem:" + code, status.getReasonPhrase(), status.value(), getMessage(), fields);
    }

    /// RFC 9457, with `errors` as its extension; `errors` is always there, empty when no field is named.
    record Body(String type, String title, int status, @Nullable String detail, List<Field> errors) {}
}
