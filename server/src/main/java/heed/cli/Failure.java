package heed.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/// Ends a command with exit code 1 and one line that says why.
///
/// The message is for the person at the terminal: what is wrong, and what would put it right.
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// With the line to show.
    public Failure(String message) {
        super(message);
    }

    /// With the line to show.
    public Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /// The line for a person, if one of the causes was written for people: a `Failure`, an exception of Heed's own
    /// (a second Heed on the same directory, an old PostgreSQL), or a port in use. Empty: a bug.
    static Optional<String> messageOf(Throwable problem) {
        for (@Nullable
        Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof PortInUseException port) {
                return Optional.of("port %d is in use; set HEED_PORT to another one".formatted(port.getPort()));
            }
            if (message != null && cause.getClass().getPackageName().startsWith("heed.")) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
