package heed.rules.cases;

import com.ibm.icu.text.IDNA;
import heed.rules.Channel;
import heed.rules.address.CanonicalDirectMail;
import heed.rules.address.CanonicalEmail;
import heed.rules.address.CanonicalPush;
import heed.rules.address.Canonicalised;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The canonical spelling as far as the pure rules know it; numbers are the server's.
final class PureAddress {

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ | IDNA.CHECK_CONTEXTO | IDNA.NONTRANSITIONAL_TO_ASCII);

    private PureAddress() {
    }

    /// Empty for the channels with numbers.
    static Optional<Canonicalised> of(Channel channel, String raw) {
        return switch (channel) {
            case EMAIL -> Optional.of(email(raw));
            case PUSH -> Optional.of(CanonicalPush.of(raw));
            case DIRECT_MAIL -> Optional.of(CanonicalDirectMail.of(raw));
            case SMS, PHONE, FAX, WHATSAPP -> Optional.empty();
        };
    }

    static Canonicalised email(String raw) {
        return CanonicalEmail.of(raw, PureAddress::toAscii);
    }

    private static @Nullable String toAscii(String domain) {
        IDNA.Info info = new IDNA.Info();
        StringBuilder ascii = UTS46.nameToASCII(domain, new StringBuilder(), info);
        return info.hasErrors() ? null : ascii.toString();
    }
}
