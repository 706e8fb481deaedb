package heed.mail;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The mail server of this instance, asked for at each send. A wrong setting stops the start.
@Component
class MailServer {

    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);

    private final AtomicReference<@Nullable SmtpServer> server;

    MailServer(MailSettings settings) {
        String url = settings.smtpUrl();
        SmtpServer set = url == null || url.isBlank() ? null : SmtpServer.of(url);
        if (set != null && set.showsPassword()) {
            LOG.warn("THE PASSWORD OF HEED_SMTP_URL CAN BE READ ON ITS WAY: use smtps://, or smtp:// with"
                    + " ?starttls=required.");
        }
        server = new AtomicReference<>(set);
    }

    /// The server; empty: none is set, messages are kept.
    Optional<SmtpServer> now() {
        return Optional.ofNullable(server.get());
    }

    /// Uses another server from now on; null: none.
    void use(@Nullable SmtpServer other) {
        server.set(other);
    }
}
