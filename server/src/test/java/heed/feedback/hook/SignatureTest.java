package heed.feedback.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.feedback.email.MailClassifier;
import heed.quarantine.AddressParser;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Each check, with what its provider would sign and with what somebody else would.
class SignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final MailClassifier PATTERNS = MailClassifier.standard();
    private static final Duration DAY = Duration.ofHours(24);
    private static final String SECONDS = Long.toString(NOW.getEpochSecond());

    private final Events events = new Events(new AddressParser(null), () -> PATTERNS, _ -> Optional.empty());

    @Test
    void sendGridSignsTimestampAndBodyWithItsKey() throws GeneralSecurityException {
        KeyPair pair = ec();
        SendGridProvider provider = new SendGridProvider(settings("sendgrid",
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())), events);
        String body = "[{\"email\":\"a@example.org\",\"event\":\"bounce\"}]";
        String signature = signed(pair, SECONDS + body);

        assertThat(provider.isGenuine(sendGrid(signature, SECONDS, body))).isTrue();
        assertThat(provider.isGenuine(sendGrid(signature, SECONDS, body + " "))).isFalse();
        assertThat(provider.isGenuine(sendGrid(signed(ec(), SECONDS + body), SECONDS, body))).isFalse();
        assertThat(provider.isGenuine(sendGrid("", SECONDS, body))).isFalse();
        String old = Long.toString(NOW.minus(Duration.ofDays(2)).getEpochSecond());
        assertThat(provider.isGenuine(sendGrid(signed(pair, old + body), old, body))).isFalse();
        assertThat(provider.events(sendGrid(signature, SECONDS, body))).hasSize(1);
    }

    @Test
    void twilioSignsTheUrlAndTheFieldsInTheOrderOfTheirNames() {
        // The vector of twilio-java's RequestValidatorTest (MIT).
        String body = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
        String url = "https://mycompany.com/myapp.php?foo=1&bar=2";

        assertThat(TwilioProvider.isSigned("12345", twilio(url, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", body))).isTrue();
        assertThat(TwilioProvider.isSigned("12345", twilio(url + "&more", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", body)))
                .isFalse();
        assertThat(TwilioProvider.isSigned("12345", twilio(url, "NOTRSOYDt4T1cUTdK1PDd93/VVr8B8=", body))).isFalse();
        assertThat(TwilioProvider.isSigned("12345", new HookRequest(url, Map.of(), body.getBytes(UTF_8), NOW)))
                .isFalse();
    }

    @Test
    void vonageSignsADigestOfTheBodyAndNoOtherAlgorithmIsTaken() {
        String body = "{\"message_uuid\":\"u\",\"status\":\"delivered\",\"to\":\"447700900000\"}";
        String claims = "{\"iat\":" + SECONDS + ",\"payload_hash\":\"" + Proof.sha256(body.getBytes(UTF_8)) + "\"}";

        assertThat(VonageProvider.isSigned("secret", DAY, vonage(jwt("HS256", claims, "secret"), body))).isTrue();
        assertThat(VonageProvider.isSigned("secret", DAY, vonage(jwt("HS256", claims, "wrong"), body))).isFalse();
        assertThat(VonageProvider.isSigned("secret", DAY, vonage(jwt("none", claims, "secret"), body))).isFalse();
        assertThat(VonageProvider.isSigned("secret", DAY, vonage(jwt("HS256", claims, "secret"), body + " ")))
                .isFalse();
        assertThat(VonageProvider.isSigned("secret", DAY, vonage("a.b", body))).isFalse();
    }

    /// The vectors of vonage-java-sdk's RequestSigningTest (Apache 2.0).
    @Test
    void vonagesSmsApiSignsItsFieldsAsTheAccountSays() {
        Map<SmsSignature, String> vectors = Map.of(SmsSignature.MD5HASH, "7d43241108912b32cc315b48ce681acf",
                SmsSignature.MD5, "E0AFE267AEFD6DD18A848C1681517A19", SmsSignature.SHA1,
                "b7f749de27b4adcf736cc95c9a7e059a16c85127", SmsSignature.SHA256,
                "8d1b0428276b6a070578225914c3502cc0687a454dfbbbb370c76a14234cb546", SmsSignature.SHA512,
                "1c834a1f6a377d4473971387b065cb38e2ad6c4869ba77b7b53e207a344e87ba"
                        + "04b456dfc697b371a2d1ce476d01dafd4394aa97525eff23badad39d2389a710");

        vectors.forEach((method, signature) -> {
            assertThat(method.isSigned("abcde", fields("bananas", signature))).as(method.name()).isTrue();
            assertThat(method.isSigned("abcde", fields("bananas", signature.replace('7', '8')))).isFalse();
            assertThat(method.isSigned("wrong", fields("bananas", signature))).isFalse();
        });
        assertThat(SmsSignature.MD5HASH.isSigned("abcde", fields(" ", "a3368bf718ba104dcb392d8877e8eb2b"))).isTrue();
        assertThat(SmsSignature.MD5HASH.isSigned("abcde", Map.of("a", "alphabet"))).isFalse();
    }

    private static Map<String, String> fields(String second, String signature) {
        return Map.of("a", "alphabet", "b", second, "timestamp", "2100", "sig", signature);
    }

    @Test
    void vonagesSmsApiIsBelievedAsAFormAndAsJsonWhileItsMomentIsFresh() {
        Map<String, String> stop = Map.of("msisdn", "447700900001", "to", "447700900000", "messageId", "m1", "text",
                "S&TOP", "timestamp", SECONDS);
        String signature = Proof.md5("&messageId=m1&msisdn=447700900001&text=S_TOP&timestamp=" + SECONDS
                + "&to=447700900000secret");
        String json = sms(stop, signature, "\"%s\":\"%s\"", ",");
        String form = sms(stop, signature, "%s=%s", "&").replace("S&TOP", "S%26TOP");
        SmsSignature method = SmsSignature.MD5HASH;

        assertThat(method.isGenuine("secret", DAY, sms("application/json", "{" + json + "}", NOW))).isTrue();
        assertThat(method.isGenuine("secret", DAY, sms("application/x-www-form-urlencoded", form, NOW))).isTrue();
        assertThat(method.isGenuine("secret", DAY,
                sms("application/json", "{" + json + "}", NOW.plus(Duration.ofDays(2))))).isFalse();
        assertThat(method.isGenuine("secret", DAY,
                sms("application/json", "{" + json + ",\"error\":{\"title\":\"1190\"}}", NOW))).isFalse();
        assertThat(method.isGenuine("secret", DAY, sms("application/json", "{}", NOW))).isFalse();
    }

    private static String sms(Map<String, String> fields, String signature, String pair, String between) {
        return fields.entrySet().stream().map(one -> pair.formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(between, "", between)) + pair.formatted("sig", signature);
    }

    private static HookRequest sms(String type, String body, Instant at) {
        return new HookRequest("https://heed.example/hooks/vonage", Map.of("content-type", type),
                body.getBytes(UTF_8), at);
    }

    @Test
    void aKeyOfSendGridThatIsNoneIsToldAtTheStart() {
        assertThatThrownBy(() -> new SendGridProvider(settings("sendgrid", "not a key"), events))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("HEED_HOOK_SENDGRID");
    }

    @Test
    void sparkPostAndPostmarkShowTheirSecret() {
        String basic = "Basic " + Base64.getEncoder().encodeToString("user:pass".getBytes(UTF_8));

        assertThat(new SparkPostProvider(settings("sparkpost", "user:pass"), events).isGenuine(with(basic))).isTrue();
        assertThat(new SparkPostProvider(settings("sparkpost", "token"), events).isGenuine(with("Bearer token")))
                .isTrue();
        assertThat(new SparkPostProvider(settings("sparkpost", "token"), events).isGenuine(with("Bearer other")))
                .isFalse();
        assertThat(new PostmarkProvider(settings("postmark", "user:pass"), events).isGenuine(with(basic))).isTrue();
        assertThat(new PostmarkProvider(settings("postmark", "user:other"), events).isGenuine(with(basic))).isFalse();
    }

    static HookSettings settings(String which, String secret) {
        return new HookSettings(secret(which, "ses", secret), secret(which, "sendgrid", secret),
                secret(which, "mailgun", secret), secret(which, "postmark", secret),
                secret(which, "sparkpost", secret), secret(which, "twilio", secret), secret(which, "vonage", secret),
                secret(which, "vonage-sms", secret), SmsSignature.MD5HASH, DAY);
    }

    private static String secret(String which, String one, String secret) {
        return which.equals(one) ? secret : "";
    }

    private static KeyPair ec() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String signed(KeyPair pair, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static String jwt(String algorithm, String claims, String secret) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String signed = encoder.encodeToString(("{\"alg\":\"" + algorithm + "\"}").getBytes(UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(UTF_8));
        return signed + "." + encoder.encodeToString(Proof.hmac("HmacSHA256", secret, signed));
    }

    private static HookRequest sendGrid(String signature, String timestamp, String body) {
        return new HookRequest("https://heed.example/hooks/sendgrid",
                Map.of("x-twilio-email-event-webhook-signature", signature, "x-twilio-email-event-webhook-timestamp",
                        timestamp),
                body.getBytes(UTF_8), NOW);
    }

    private static HookRequest twilio(String url, String signature, String body) {
        return new HookRequest(url, Map.of("x-twilio-signature", signature), body.getBytes(UTF_8), NOW);
    }

    private static HookRequest vonage(String jwt, String body) {
        return new HookRequest("https://heed.example/hooks/vonage", Map.of("authorization", "Bearer " + jwt),
                body.getBytes(UTF_8), NOW);
    }

    private static HookRequest with(String authorization) {
        return new HookRequest("https://heed.example/hooks/x", Map.of("authorization", authorization),
                "{}".getBytes(UTF_8), NOW);
    }
}
