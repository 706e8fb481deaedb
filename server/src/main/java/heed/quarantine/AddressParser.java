package heed.quarantine;

import heed.quarantine.spelling.MailDomain;
import heed.quarantine.spelling.PhoneNumberParser;
import heed.quarantine.spelling.PlainEmail;
import heed.rules.Channel;
import heed.rules.address.CanonicalDirectMail;
import heed.rules.address.CanonicalEmail;
import heed.rules.address.CanonicalPush;
import heed.rules.address.Canonicalised;
import heed.rules.address.Canonicalised.Canonical;
import org.jspecify.annotations.Nullable;

/// Makes the canonical form of an address that a person or a file wrote (semantics §6): the one place for every
/// channel, online and offline.
///
/// Safe for any number of threads. The canonical form of a canonical form is itself. Never throws; what it rejects
/// comes with a reason that does not repeat the address.
public final class AddressParser {

    private final PhoneNumberParser phoneNumbers;

    /// A parser for the country of the installation.
    ///
    /// @param defaultRegion the country (ISO 3166, two letters) of phone numbers without `+` where nothing else names
    ///         one; null or empty: they are rejected
    /// @throws IllegalArgumentException for a region that no phone numbers are known for
    public AddressParser(@Nullable String defaultRegion) {
        phoneNumbers = new PhoneNumberParser(defaultRegion);
    }

    /// The canonical form, or why there is none.
    ///
    /// @param region the row's or body's country, or null; only phone numbers without `+` need one
    public Canonicalised parse(Channel channel, String raw, @Nullable String region) {
        return switch (channel) {
            case EMAIL -> email(raw);
            case SMS, PHONE, FAX, WHATSAPP -> phoneNumbers.parse(raw, region);
            case PUSH -> CanonicalPush.of(raw);
            case DIRECT_MAIL -> CanonicalDirectMail.of(raw);
        };
    }

    /// Is this surely an e-mail address in its canonical form, so that [#parse] would answer the same text?
    ///
    /// False also where only [#parse] can tell. For files of millions of rows: it makes no object.
    ///
    /// @param utf8 the text stands there from `from` to before `to`
    public static boolean isCanonicalEmail(byte[] utf8, int from, int to) {
        return PlainEmail.isCanonical(utf8, from, to);
    }

    private static Canonicalised email(String raw) {
        String plain = PlainEmail.canonical(raw);
        return plain == null ? emailByTheRules(raw) : new Canonical(plain);
    }

    /// The full rules, without the fast way.
    static Canonicalised emailByTheRules(String raw) {
        return CanonicalEmail.of(raw, domain -> MailDomain.toAscii(domain).orElse(null));
    }
}
