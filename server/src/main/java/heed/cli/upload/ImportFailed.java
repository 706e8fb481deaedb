package heed.cli.upload;

/// The server refused the file, or could not be asked. The message is for the person at the terminal.
final class ImportFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    ImportFailed(String message) {
        super(message);
    }

    ImportFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
