package heed.rules.address;

import java.util.Set;

/// The domains that nobody sends to (semantics §4, place 8): `example.org` means that domain alone,
/// `*.example.org` every sub-domain at any depth, not the domain itself.
///
/// Promises: one look-up for each label, whatever the number of patterns.
///
/// @param patterns in lower-case ASCII, as canonical addresses have their domains
public record ExcludedDomains(Set<String> patterns) {

    public ExcludedDomains {
        patterns = Set.copyOf(patterns);
    }

    /// Is the domain of this canonical e-mail address excluded?
    public boolean matches(String canonicalEmail) {
        String domain = canonicalEmail.substring(canonicalEmail.lastIndexOf('@') + 1);
        if (patterns.contains(domain)) {
            return true;
        }
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            if (patterns.contains("*" + domain.substring(dot))) {
                return true;
            }
        }
        return false;
    }
}
