package heed.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.web.WebSettings;
import heed.web.page.InstanceSettingStore;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who mails come from. A wrong setting stops the start.
@Component
class MailFrom {

    private static final String NOBODY = "no-reply@";
    private static final String HERE = "localhost";

    private final InternetAddress given;
    private final InstanceSettingStore instance;

    MailFrom(MailSettings settings, WebSettings web, InstanceSettingStore instance) {
        this.given = address(settings.mailFrom(), web.publicUrl());
        this.instance = instance;
    }

    /// The address, under the name that was set with it, else that of the instance.
    InternetAddress address() {
        String name = given.getPersonal();
        try {
            return new InternetAddress(given.getAddress(), name == null ? instance.instance().name() : name,
                    UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The domain of the address: Message-IDs end with it, and so Heed greets the mail server.
    String domain() {
        return given.getAddress().substring(given.getAddress().lastIndexOf('@') + 1);
    }

    /// @throws MailRefused where what was set is no address
    static InternetAddress address(@Nullable String set, @Nullable String publicUrl) {
        try {
            if (set == null || set.isBlank()) {
                return new InternetAddress(NOBODY + host(publicUrl), true);
            }
            InternetAddress address = new InternetAddress(set.strip(), true);
            if (address.getAddress().indexOf('@') < 0) {
                throw new AddressException();
            }
            return address;
        } catch (AddressException e) {
            throw new MailRefused(
                    "HEED_MAIL_FROM is no e-mail address: news@example.org, or Our News <news@example.org>");
        }
    }

    /// The host of the public URL; a bare number is no domain to mail from.
    private static String host(@Nullable String publicUrl) {
        if (publicUrl == null || publicUrl.isBlank()) {
            return HERE;
        }
        try {
            String host = URI.create(publicUrl.strip()).getHost();
            return host == null || host.startsWith("[") || host.matches("[0-9.]+") ? HERE : host;
        } catch (IllegalArgumentException e) {
            return HERE;
        }
    }
}
