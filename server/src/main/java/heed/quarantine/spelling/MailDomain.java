package heed.quarantine.spelling;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/// Domains of e-mail addresses as ASCII (semantics §6): UTS 46 non-transitional processing with every check on.
///
/// `java.net.IDN` is no substitute: it implements IDNA 2003, which makes another domain of `faß.example`.
public final class MailDomain {

    /// Immutable, safe for any number of threads.
    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ | IDNA.CHECK_CONTEXTO | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private MailDomain() {
    }

    /// The domain in lower-case ASCII without a trailing dot, or nothing where UTS 46 finds an error.
    public static Optional<String> toAscii(String domain) {
        IDNA.Info info = new IDNA.Info();
        StringBuilder ascii = new StringBuilder(domain.length());
        UTS46.nameToASCII(domain, ascii, info);
        if (info.hasErrors()) {
            return Optional.empty();
        }
        if (!ascii.isEmpty() && ascii.charAt(ascii.length() - 1) == '.') {
            ascii.setLength(ascii.length() - 1);
        }
        return ascii.isEmpty() ? Optional.empty() : Optional.of(ascii.toString());
    }
}
