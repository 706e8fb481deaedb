package heed.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;

/// Who sent a request, as its API key says.
///
/// @param keyId the key's id
/// @param name as the ledger writes it: `key:<id> <label>`
/// @param scopes the codes of what the key is good for
public record Caller(long keyId, String name, Set<String> scopes) implements Principal {

    /// The caller of this request; empty on routes that need no key.
    public static Optional<Caller> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication signedIn
                && signedIn.getPrincipal() instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    @Override
    public String getName() {
        return name;
    }
}
