package heed.database;

import org.jspecify.annotations.Nullable;

/// Heed cannot or must not use its database; the message says why and what to do, in words for the administrator.
public final class DatabaseRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseRefused(String message) {
        this(message, null);
    }

    DatabaseRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
