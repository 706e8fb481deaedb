package heed.link;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Signed return paths and Message-IDs: what comes back says whose copy of which delivery it was, without anybody trusting
/// what else it says (D3). There are none without `HEED_RETURN_PATH_DOMAIN`.
@Component
public class ReturnPaths {

    /// Goes before the token: a local part does not begin with a hyphen, as a token may.
    private static final char FIRST = 'b';
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    private final Links links;
    private final String domain;

    ReturnPaths(Links links, @Value("${heed.return-path-domain:}") String domain) {
        if (!domain.isBlank() && !DOMAIN.matcher(domain.strip()).matches()) {
            throw new IllegalArgumentException("HEED_RETURN_PATH_DOMAIN must be a domain, as bounces.example.org");
        }
        this.links = links;
        this.domain = domain.strip();
    }

    /// The domain that bounces come back to, if there is one.
    public Optional<String> domain() {
        return Optional.of(domain).filter(one -> !one.isEmpty());
    }

    /// The return path of a person's copy of a delivery; also what stands in the angle brackets of its Message-ID.
    public String of(int profile, long delivery) {
        return FIRST + links.token(new Link(Purpose.RETURN_PATH, profile, delivery, 0, 0, 0)) + "@" + domain;
    }
}
