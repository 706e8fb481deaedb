package heed.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How Heed mails people.
///
/// @param smtpUrl the mail server (`HEED_SMTP_URL`), as [SmtpServer#of] reads it; null or empty: messages are kept in the
///     outbox
/// @param mailFrom who mails come from (`HEED_MAIL_FROM`); null or empty: `no-reply@` and the host of the public URL
/// @param mailKeep how long the outbox remembers what is not waiting any more (`HEED_MAIL_KEEP`)
@ConfigurationProperties("heed")
record MailSettings(@Nullable String smtpUrl, @Nullable String mailFrom, @DefaultValue("90d") Duration mailKeep) {

    /// Masked: the URL may hold a password.
    @Override
    public String toString() {
        return "MailSettings[smtp=" + (smtpUrl != null && !smtpUrl.isBlank()) + "]";
    }
}
