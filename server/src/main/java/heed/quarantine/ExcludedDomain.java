package heed.quarantine;

import heed.quarantine.spelling.MailDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /// Every pattern that covers the domain of an e-mail address in canonical form, excluded or not: itself, and its
    /// parents with their sub-domains.
    public static List<String> covering(String canonical) {
        String domain = canonical.substring(canonical.indexOf('@') + 1);
        List<String> patterns = new ArrayList<>(List.of(domain));
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            patterns.add("*" + domain.substring(dot));
        }
        return patterns;
    }

    /// Whether the domain of an e-mail address, in canonical form, is excluded by this pattern.
    public boolean covers(String domain) {
        return isSubDomains()
                ? domain.endsWith(suffix()) && domain.length() > suffix().length()
                : domain.equals(pattern);
    }

    /// Which rows of `addresses a` this pattern covers, to append to a where clause. Expects addresses_domain.
    public String condition() {
        return " and a.channel = 1 and reverse(substring(a.canonical from position('@' in a.canonical) + 1))"
                + " collate \"C\" between :domainFrom and :domainTo";
    }

    /// What [#condition] binds: domains are indexed backwards.
    public Map<String, String> params() {
        String from = new StringBuilder(suffix()).reverse().toString();
        // The slash follows the dot in code point order: this ends the range of the sub-domains.
        return Map.of("domainFrom", from, "domainTo",
                isSubDomains() ? from.substring(0, from.length() - 1) + "/" : from);
    }

    private boolean isSubDomains() {
        return pattern.startsWith(SUB_DOMAINS);
    }

    /// `example.org`, or `.example.org` for its sub-domains.
    private String suffix() {
        return isSubDomains() ? pattern.substring(1) : pattern;
    }
}
