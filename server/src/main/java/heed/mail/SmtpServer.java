package heed.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/// A mail server that takes messages over SMTP.
///
/// @param tls how the way to it is protected
/// @param user null: it takes mail without a sign-in
/// @param password of the user; null with the user
record SmtpServer(String host, int port, Tls tls, @Nullable String user, @Nullable String password) {

    private static final String NAME = "HEED_SMTP_URL ";
    private static final int SMTP = 25;
    private static final int SMTPS = 465;
    private static final int LAST_PORT = 65_535;

    /// How the way to a mail server is protected.
    enum Tls {
        /// Not at all: for a server on this machine or in its own network.
        NONE,
        /// By STARTTLS where the server offers it.
        OPTIONAL,
        /// By STARTTLS, or nothing is sent.
        REQUIRED,
        /// From the first byte (`smtps`, RFC 8314).
        FROM_THE_START
    }

    /// The server of a URL: `smtp://host:port` (port 25 if none), `smtps://host:port` (465), each with `user:password@`
    /// before the host, percent-encoded, if it asks for a sign-in; `?starttls=required` or `optional` after `smtp`.
    ///
    /// @throws MailRefused for anything else; the message does not repeat the URL
    static SmtpServer of(String url) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new MailRefused(NAME + "is no URL: percent-encode what is special in the user and the password");
        }
        boolean smtps = "smtps".equalsIgnoreCase(uri.getScheme());
        if (!smtps && !"smtp".equalsIgnoreCase(uri.getScheme())) {
            throw new MailRefused(NAME + "must begin with smtp:// or smtps://");
        }
        String host = uri.getHost();
        if (host == null) {
            throw new MailRefused(NAME + "names no host: smtp://user:password@host:port");
        }
        String path = uri.getRawPath();
        if ((path != null && !path.isEmpty() && !path.equals("/")) || uri.getRawFragment() != null) {
            throw new MailRefused(
                    NAME + "must end after the port; only ?starttls=required or ?starttls=optional may follow");
        }
        String[] signIn = signIn(uri.getRawUserInfo());
        return new SmtpServer(host, port(uri, smtps), tls(uri.getRawQuery(), smtps),
                signIn.length == 0 ? null : signIn[0],
                signIn.length == 0 ? null : signIn[1]);
    }

    /// Would the password cross a network in the clear?
    boolean showsPassword() {
        boolean near = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return password != null && !near && (tls == Tls.NONE || tls == Tls.OPTIONAL);
    }

    /// Masked: no log holds the password.
    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + ", " + tls + "]";
    }

    private static int port(URI uri, boolean smtps) {
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            throw new MailRefused(NAME + "names a port that does not exist");
        }
        return uri.getPort() > 0 ? uri.getPort() : smtps ? SMTPS : SMTP;
    }

    private static Tls tls(@Nullable String query, boolean smtps) {
        if (smtps) {
            if (query != null) {
                throw new MailRefused(NAME + "with smtps:// takes no ?starttls: it is protected from the first byte");
            }
            return Tls.FROM_THE_START;
        }
        return switch (query == null ? "" : query) {
            case "" -> Tls.NONE;
            case "starttls=optional" -> Tls.OPTIONAL;
            case "starttls=required" -> Tls.REQUIRED;
            default ->
                throw new MailRefused(NAME + "may end with ?starttls=required or ?starttls=optional, nothing else");
        };
    }

    private static String[] signIn(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return new String[0];
        }
        int colon = userInfo.indexOf(':');
        if (colon <= 0 || colon == userInfo.length() - 1) {
            throw new MailRefused(NAME + "needs both a user and a password before the @, or neither");
        }
        return new String[]{decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))};
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
