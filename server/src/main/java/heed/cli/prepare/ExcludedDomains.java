package heed.cli.prepare;

import heed.exchange.BadCellException;
import heed.quarantine.ExcludedDomain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/// The excluded domains file: one pattern a line, `example.org` or `*.example.org`; empty lines and `#` are nothing.
final class ExcludedDomains {

    private final Set<String> domains = new HashSet<>();

    private final List<ExcludedDomain> subDomains = new ArrayList<>();

    void read(InputFile file) throws IOException {
        file.forEachLine(line -> {
            ExcludedDomain domain = ExcludedDomain.parse(line).orElseThrow(() -> new BadCellException("not a domain"));
            if (domain.pattern().startsWith("*")) {
                subDomains.add(domain);
            } else {
                domains.add(domain.pattern());
            }
        });
    }

    /// The e-mail addresses of these people that are at one of the domains.
    RoaringBitmap addresses(Population people) {
        RoaringBitmap excluded = new RoaringBitmap();
        Map<String, Boolean> seen = new HashMap<>();
        for (int number = 1; number <= people.addressCount(); number++) {
            String address = people.addressText(number);
            String domain = address.substring(address.indexOf('@') + 1);
            if (seen.computeIfAbsent(domain, this::covers)) {
                excluded.add(number);
            }
        }
        return excluded;
    }

    private boolean covers(String domain) {
        return domains.contains(domain) || subDomains.stream().anyMatch(pattern -> pattern.covers(domain));
    }
}
