package heed.quarantine;

import java.util.Optional;

/// A domain to which nothing is sent (semantics §4, rule `excluded_domain`): e-mail only.
///
/// @param pattern `example.org` is that domain alone, `*.example.org` its sub-domains at any depth and not itself;
///         the domain in its canonical ASCII form
public record ExcludedDomain(String pattern) {

    private static final String SUB_DOMAINS = "*.";

    /// The pattern in its canonical form, or nothing where it names no domain.
    ///
    /// One domain needs two labels, as every e-mail address has; `*.org` is allowed.
    public static Optional<ExcludedDomain> parse(String raw) {
        String text = raw.strip();
        boolean subDomains = text.startsWith(SUB_DOMAINS);
        return MailDomain.toAscii(subDomains ? text.substring(2) : text)
                .filter(domain -> subDomains || domain.indexOf('.') > 0)
                .map(domain -> new ExcludedDomain(subDomains ? SUB_DOMAINS + domain : domain));
    }

    /// Whether the domain of an e-mail address, in canonical form, is excluded by this pattern.
    public boolean covers(String domain) {
        return pattern.startsWith(SUB_DOMAINS)
                ? domain.endsWith(pattern.substring(1)) && domain.length() > pattern.length() - 1
                : domain.equals(pattern);
    }
}
