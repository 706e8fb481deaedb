package heed.cli;

import org.springframework.boot.SpringBootExceptionReporter;

/// Keeps Spring Boot from printing pages about a failed start that the command line says in one line.
///
/// Named in `META-INF/spring.factories`; everything else is reported as Spring Boot does it.
final class StartFailureReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        return Failure.messageOf(failure).isPresent();
    }
}
