package heed.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a POST whose body or answer is a stream, or whose work outlives the request: it honours `Idempotency-Key` by
/// calling [Idempotency#claim] in the transaction that makes its work. Every other POST is honoured without its doing.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnIdempotency {
}
