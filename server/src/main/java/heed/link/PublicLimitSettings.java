package heed.link;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often public pages do what could be turned against others (defect 14): mail to an address that anybody may type in.
///
/// @param mailsPerAddress how many such mails go to one address within `mailWindow`
///     (`HEED_PUBLIC_MAILS_PER_ADDRESS`)
/// @param mailsPerDomain how many go to all addresses of a domain together (`HEED_PUBLIC_MAILS_PER_DOMAIN`)
/// @param mailsPerNetwork how many such mails forms from one network cause within `mailWindow`
///     (`HEED_PUBLIC_MAILS_PER_NETWORK`)
/// @param formsPerNetwork how many forms of strangers are taken from one network within `formWindow`
///     (`HEED_PUBLIC_FORMS_PER_NETWORK`)
@ConfigurationProperties("heed.public-limits")
record PublicLimitSettings(@DefaultValue("3") int mailsPerAddress, @DefaultValue("300") int mailsPerDomain,
        @DefaultValue("20") int mailsPerNetwork, @DefaultValue("1h") Duration mailWindow,
        @DefaultValue("60") int formsPerNetwork,
        @DefaultValue("10m") Duration formWindow) {

    /// Refuses what would let nothing through, or has no end.
    PublicLimitSettings {
        positive("HEED_PUBLIC_MAILS_PER_ADDRESS", mailsPerAddress);
        positive("HEED_PUBLIC_MAILS_PER_DOMAIN", mailsPerDomain);
        positive("HEED_PUBLIC_MAILS_PER_NETWORK", mailsPerNetwork);
        positive("HEED_PUBLIC_MAIL_WINDOW", mailWindow.toSeconds());
        positive("HEED_PUBLIC_FORMS_PER_NETWORK", formsPerNetwork);
        positive("HEED_PUBLIC_FORM_WINDOW", formWindow.toSeconds());
    }

    private static void positive(String setting, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    setting + " must be at least 1, or a second: 0 would let nobody through");
        }
    }
}
