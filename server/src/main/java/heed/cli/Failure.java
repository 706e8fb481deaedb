package heed.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
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

    /// A file that cannot be read or written, and what the operating system says about it.
    ///
    /// @param what `read` or `write`
    public static Failure of(String what, Path file, IOException problem) {
        return new Failure("cannot %s %s: %s".formatted(what, file, reason(problem)), problem);
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "there is no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException told when told.getReason() != null -> told.getReason();
            default -> Objects.requireNonNullElse(problem.getMessage(), problem.getClass().getSimpleName());
        };
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
