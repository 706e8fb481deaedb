package heed.feedback.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.feedback.email.MailClassifier;
import heed.quarantine.AddressParser;
import heed.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// With certificates of a made-up authority: one for the name of Amazon SNS, and one for another name.
class SnsSignatureTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final JsonMapper JSON = new JsonMapper();
    private static final AmazonFiles NO_FILES = new AmazonFiles();

    @Test
    void aCertificateOfAmazonLeadsToAnAuthorityThatIsTrusted() throws GeneralSecurityException, IOException {
        List<X509Certificate> amazon = chain("amazon");
        AmazonChain chain = new AmazonChain(NO_FILES, Set.of(new TrustAnchor(amazon.getLast(), null)));

        assertThat(chain.checked(amazon)).isEqualTo(amazon.getFirst());
        assertThat(chain.checked(List.of(amazon.getFirst()))).isEqualTo(amazon.getFirst());
        List<X509Certificate> stranger = chain("stranger");
        assertThatThrownBy(() -> chain.checked(stranger)).isInstanceOf(CertificateException.class)
                .hasMessageContaining("not for Amazon SNS");
        assertThatThrownBy(() -> chain.checked(List.of())).isInstanceOf(CertificateException.class);
    }

    @Test
    void aNameAloneProvesNothing() throws GeneralSecurityException, IOException {
        List<X509Certificate> amazon = chain("amazon");
        AmazonChain ofJava = new AmazonChain(NO_FILES);

        assertThatThrownBy(() -> ofJava.checked(amazon)).isInstanceOf(CertificateException.class)
                .hasMessageContaining("no authority that is trusted");
    }

    @Test
    void amazonSignsItsFieldsInTheirOrder() throws GeneralSecurityException, IOException {
        X509Certificate certificate = chain("amazon").getFirst();
        ObjectNode message = JSON.createObjectNode().put("Type", "Notification").put("MessageId", "m")
                .put("TopicArn", "arn:aws:sns:eu-west-1:1:bounces").put("Message", "{}")
                .put("Timestamp", "2026-11-28T12:00:00.000Z").put("SignatureVersion", "2");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key("amazon"));
        signature.update("""
                Message
                {}
                MessageId
                m
                Timestamp
                2026-11-28T12:00:00.000Z
                TopicArn
                arn:aws:sns:eu-west-1:1:bounces
                Type
                Notification
                """.getBytes(UTF_8));
        message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));

        assertThat(SnsSignature.isSigned(message, certificate)).isTrue();
        assertThat(SnsSignature.isSigned(message, chain("stranger").getFirst())).isFalse();
        assertThat(SnsSignature.isSigned(message.deepCopy().put("SignatureVersion", "3"), certificate)).isFalse();
        assertThat(SnsSignature.isSigned(message.deepCopy().put("Message", "{ }"), certificate)).isFalse();
    }

    @Test
    void noFileButACertificateOfAmazonIsEverAskedFor() throws GeneralSecurityException {
        SnsSignature signature = new SnsSignature(NO_FILES, new AmazonChain(NO_FILES, Set.of()));

        for (String url : List.of("", "https://evil.example/SimpleNotificationService-1.pem",
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-1.pem",
                "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-1.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-1.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem?x=1",
                "https://sns.eu-west-1.amazonaws.com/other.pem")) {
            assertThat(signature.isGenuine(JSON.createObjectNode().put("SignatureVersion", "2")
                    .put("SigningCertURL", url))).as(url).isFalse();
        }
    }

    @Test
    void aSubscriptionThatCannotBeConfirmedNowIsAskedForAgain() {
        AmazonFiles away = new AmazonFiles() {

            @Override
            InputStream get(URI url) throws IOException {
                throw new IOException("away");
            }
        };
        SesProvider provider = new SesProvider(SignatureTest.settings("", ""),
                new SnsSignature(away, new AmazonChain(away, Set.of())),
                new Events(new AddressParser(null), MailClassifier::standard, _ -> Optional.empty()));
        HookRequest request = new HookRequest("", Map.of(), """
                {"Type":"SubscriptionConfirmation","MessageId":"m",
                 "SubscribeURL":"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription"}""".getBytes(UTF_8),
                Instant.EPOCH);

        assertThat(provider.events(request)).hasSize(1);
        assertThatThrownBy(() -> provider.kept(request)).isInstanceOfSatisfying(Problem.class,
                refused -> assertThat(refused.status().value()).isEqualTo(503));
    }

    private static List<X509Certificate> chain(String name) throws GeneralSecurityException, IOException {
        return Arrays.stream(store(name).getCertificateChain("one")).map(X509Certificate.class::cast).toList();
    }

    private static PrivateKey key(String name) throws GeneralSecurityException, IOException {
        return (PrivateKey) store(name).getKey("one", PASSWORD);
    }

    private static KeyStore store(String name) throws GeneralSecurityException, IOException {
        try (InputStream file = Objects.requireNonNull(
                SnsSignatureTest.class.getResourceAsStream("/feedback/sns-" + name + ".p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            return store;
        }
    }
}
