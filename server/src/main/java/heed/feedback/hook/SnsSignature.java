package heed.feedback.hook;

import heed.web.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The signature of Amazon SNS, versions 1 and 2: over named fields in a fixed order, by a certificate that only Amazon
/// can serve and that is Amazon's by its chain.
@Component
class SnsSignature {

    private static final Logger LOG = LoggerFactory.getLogger(SnsSignature.class);

    /// Nothing else is ever asked for.
    private static final Pattern HOST = Pattern.compile("sns\\.[a-z0-9-]{3,30}\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[A-Za-z0-9]{1,80}\\.pem");
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final int MOST = 50;
    private static final List<String> NOTIFICATION = List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn",
            "Type");
    private static final List<String> CONFIRMATION = List.of("Message", "MessageId", "SubscribeURL", "Timestamp",
            "Token", "TopicArn", "Type");

    private final AmazonFiles files;
    private final AmazonChain chain;
    private final Map<URI, X509Certificate> known = new ConcurrentHashMap<>();

    SnsSignature(AmazonFiles files, AmazonChain chain) {
        this.files = files;
        this.chain = chain;
    }

    /// Did Amazon sign it?
    ///
    /// @throws Problem 503 where the certificate cannot be had now: Amazon tries again then, and not after a refusal
    boolean isGenuine(JsonNode message) {
        Optional<URI> url = amazon(Events.text(message, "SigningCertURL")).filter(one -> one.getQuery() == null
                && CERTIFICATE.matcher(String.valueOf(one.getPath())).matches());
        if (url.isEmpty()) {
            return false;
        }
        try {
            return isSigned(message, certificate(url.get()));
        } catch (GeneralSecurityException e) {
            return false;
        } catch (IOException e) {
            LOG.warn("The certificate of Amazon SNS could not be fetched: {}", e.getClass().getSimpleName());
            throw Problem.unavailable("the certificate could not be fetched", LATER);
        }
    }

    /// Is the signature of this certificate's key?
    static boolean isSigned(JsonNode message, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (Events.text(message, "SignatureVersion")) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return false;
        }
        certificate.checkValidity();
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(certificate);
        signature.update(signed(message).getBytes(StandardCharsets.UTF_8));
        return signature.verify(Proof.base64(Events.text(message, "Signature")));
    }

    /// Answers a topic that asks whether it may speak.
    ///
    /// @throws Problem 503 where Amazon cannot be reached now: it asks again then, and never after a 200
    void confirm(String subscribeUrl) {
        amazon(subscribeUrl).ifPresent(url -> {
            try {
                files.get(url);
                LOG.info("A topic of Amazon SNS may speak now");
            } catch (IOException e) {
                LOG.warn("The subscription to a topic of Amazon SNS could not be confirmed: {}",
                        e.getClass().getSimpleName());
                throw Problem.unavailable("the subscription could not be confirmed", LATER);
            }
        });
    }

    /// Each field with its name on a line before it; what is not there is left out.
    static String signed(JsonNode message) {
        StringBuilder signed = new StringBuilder();
        List<String> names = Events.text(message, "Type").equals("Notification") ? NOTIFICATION : CONFIRMATION;
        for (String name : names) {
            if (message.has(name)) {
                signed.append(name).append('\n').append(Events.text(message, name)).append('\n');
            }
        }
        return signed.toString();
    }

    private X509Certificate certificate(URI url) throws IOException, GeneralSecurityException {
        X509Certificate certificate = known.get(url);
        if (certificate == null) {
            certificate = chain.checked(AmazonChain.read(files.get(url)));
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(url, certificate);
        }
        return certificate;
    }

    /// A URL of Amazon SNS itself, over TLS.
    private static Optional<URI> amazon(String text) {
        try {
            URI url = URI.create(text);
            String host = url.getHost();
            return "https".equals(url.getScheme()) && host != null && url.getUserInfo() == null && url.getPort() == -1
                    && HOST.matcher(host.toLowerCase(Locale.ROOT)).matches() ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
