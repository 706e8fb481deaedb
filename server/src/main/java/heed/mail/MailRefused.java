package heed.mail;

/// A mail setting cannot be used; the message says which and why, for the administrator, and never repeats the setting,
/// which may hold a password.
public final class MailRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MailRefused(String message) {
        super(message);
    }
}
