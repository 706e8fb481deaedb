package heed.exchange;

import java.io.IOException;

/// The file as a whole cannot be read: it is UTF-16, its header lacks a column, its gzip stream is cut. The message
/// says what is wrong and in which line, in words for the person who made the file.
public final class UnreadableFileException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnreadableFileException(String message) {
        super(message);
    }

    public UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
