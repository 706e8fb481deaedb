package heed.cli.prepare;

import heed.cli.prepare.table.TextTable;
import heed.exchange.BadCellException;
import heed.exchange.CellBytes;
import heed.quarantine.ExcludedDomain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/// The excluded domains file: one pattern a line, `example.org` or `*.example.org`; empty lines and `#` are nothing.
final class ExcludedDomains {

    private final Set<String> domains = new HashSet<>();

    private final List<ExcludedDomain> subDomains = new ArrayList<>();

    void read(InputFile file) {
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
        TextTable seen = new TextTable();
        BitSet covered = new BitSet();
        for (int number = 1; number <= people.addressCount(); number++) {
            CellBytes domain = domain(people.addressText(number));
            int known = seen.size();
            int place = seen.put(domain);
            if (place > known && covers(domain.text())) {
                covered.set(place);
            }
            if (covered.get(place)) {
                excluded.add(number);
            }
        }
        return excluded;
    }

    private static CellBytes domain(CellBytes address) {
        int at = address.from();
        while (address.bytes()[at] != '@') {
            at++;
        }
        return new CellBytes(address.bytes(), at + 1, address.to());
    }

    private boolean covers(String domain) {
        return domains.contains(domain) || subDomains.stream().anyMatch(pattern -> pattern.covers(domain));
    }
}
