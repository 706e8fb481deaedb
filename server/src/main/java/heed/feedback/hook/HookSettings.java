package heed.feedback.hook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The secrets of webhooks; an empty one closes its hook.
///
/// @param ses the topics of Amazon SNS that may speak, by their ARN, with commas between them
/// @param sendgrid the verification key of the signed event webhook
/// @param mailgun the HTTP webhook signing key
/// @param postmark user and password of HTTP basic authentication, `user:password`
/// @param sparkpost the same, or the token of OAuth 2 without a colon
/// @param twilio the auth token
/// @param vonage the signature secret, of webhooks signed by a JWT
/// @param vonageSms the signature secret of the SMS API, whose webhooks are signed by a field `sig`
/// @param vonageSmsMethod how that one signs
/// @param window how old a signed moment may be: as long as providers try again
@ConfigurationProperties("heed.hook")
public record HookSettings(@DefaultValue("") String ses, @DefaultValue("") String sendgrid,
        @DefaultValue("") String mailgun, @DefaultValue("") String postmark, @DefaultValue("") String sparkpost,
        @DefaultValue("") String twilio, @DefaultValue("") String vonage,
        @DefaultValue("") String vonageSms, @DefaultValue("md5hash") SmsSignature vonageSmsMethod,
        @DefaultValue("24h") Duration window) {

    /// Tells no secret.
    @Override
    public String toString() {
        return "HookSettings[]";
    }
}
