package heed.link;

import heed.web.WebSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Makes the tokens of links, and reads them. Safe from any thread; making one takes a microsecond or two and touches no
/// database.
@Component
public class Links {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int LONGEST = (LinkBytes.MOST + LinkKeys.SIGNATURE) * 4 / 3 + 1;

    private final LinkKeys keys;
    private final WebSettings settings;
    private final LinkSettings recipients;
    private final Environment environment;

    Links(LinkKeys keys, WebSettings settings, LinkSettings recipients, Environment environment) {
        this.keys = keys;
        this.settings = settings;
        this.recipients = recipients;
        this.environment = environment;
    }

    /// The token: 30 to 59 characters of base64url, nothing in it that names a person to whoever has not the database.
    public String token(Link link) {
        byte[] bytes = LinkBytes.of(link);
        byte[] signature = keys.sign(bytes);
        byte[] token = Arrays.copyOf(bytes, bytes.length + signature.length);
        System.arraycopy(signature, 0, token, bytes.length, signature.length);
        return ENCODER.encodeToString(token);
    }

    /// What a token names; empty for one that was never made here, or is not spelled exactly as it was.
    public Optional<Link> read(String token) {
        byte[] bytes = bytes(token);
        if (bytes.length <= LinkKeys.SIGNATURE || !ENCODER.encodeToString(bytes).equals(token)) {
            return Optional.empty();
        }
        int end = bytes.length - LinkKeys.SIGNATURE;
        byte[] named = Arrays.copyOf(bytes, end);
        return keys.isSigned(Arrays.copyOfRange(bytes, end, bytes.length), named)
                ? LinkBytes.read(named)
                : Optional.empty();
    }

    /// The public URL of a path that begins with `/`: below `HEED_PUBLIC_URL`, else below the listening address.
    public URI url(String path) {
        String base = settings.publicUrl();
        return URI.create((base == null || base.isBlank() ? listening() : base.strip().replaceAll("/+$", "")) + path);
    }

    /// Where mail to unsubscribe goes, `unsubscribe@example.org`; a token stands behind a `+` in its local part.
    public Optional<String> mailbox() {
        return Optional.ofNullable(recipients.unsubscribeMailbox()).map(String::strip)
                .filter(mailbox -> !mailbox.isEmpty());
    }

    private String listening() {
        String address = environment.getProperty("server.address", "127.0.0.1");
        String host = address.equals("0.0.0.0") || address.equals("::") ? "localhost" : address;
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static byte[] bytes(String token) {
        try {
            return token.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
