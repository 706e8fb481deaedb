package heed.link;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// How often public pages do what could be turned against others: send mail to an address that anybody may type in.
///
/// For pages that send, and for strangers only: never ask it before a withdrawal by a true token. Kept in memory, bounded,
/// each server its own.
@Component
public class PublicLimits {

    /// Mails to one mailbox: what stands behind a `+` in its name leads to the same one.
    public static final String ADDRESS = "address";
    /// Mails to the addresses of one domain.
    public static final String DOMAIN = "domain";
    /// Forms filled in from one network: a /24 of IPv4, a /64 of IPv6.
    public static final String NETWORK = "network";
    /// Mails that forms from one network cause.
    public static final String NETWORK_MAILS = "network-mails";

    private static final int MOST = 100_000;
    private static final int IPV4_NETWORK = 3;
    private static final int IPV6_NETWORK = 8;

    private final Map<String, LoadingCache<String, Bucket>> buckets;
    private final HeldBack heldBack;

    PublicLimits(PublicLimitSettings settings, Clock clock) {
        this.buckets = Map.of(ADDRESS, each(settings.mailsPerAddress(), settings.mailWindow()), DOMAIN,
                each(settings.mailsPerDomain(), settings.mailWindow()), NETWORK_MAILS,
                each(settings.mailsPerNetwork(), settings.mailWindow()), NETWORK,
                each(settings.formsPerNetwork(), settings.formWindow()));
        this.heldBack = new HeldBack(clock);
    }

    /// Mails that were not sent because their domain had had too many.
    ///
    /// @param lastHour in the last hour, to ten minutes
    /// @param lastDay in the last day, to ten minutes
    public record Withheld(int lastHour, int lastDay) {}

    /// Counts one; false when there were too many.
    ///
    /// @param what one of the constants here
    /// @param who the address, the domain, or what [#network] says
    public boolean allow(String what, String who) {
        LoadingCache<String, Bucket> some = Objects.requireNonNull(buckets.get(what), what);
        String key = who.strip().toLowerCase(Locale.ROOT);
        return some.get(what.equals(ADDRESS) ? mailbox(key) : key).tryConsume(1);
    }

    /// Counts a mail to an address that was typed in, for the address and then for its domain; false when there were too many
    /// for one of them. What one address has used up takes nothing from the others of its domain.
    public boolean allowMail(String address) {
        if (!allow(ADDRESS, address)) {
            return false;
        }
        boolean allowed = allow(DOMAIN, address.substring(address.lastIndexOf('@') + 1));
        if (!allowed) {
            heldBack.count();
        }
        return allowed;
    }

    /// How many mails the limit of a domain has held back lately: somebody may be turning a page against its people.
    public Withheld withheld() {
        return heldBack.now();
    }

    /// The network a request comes from: behind a trusted proxy the one that it says.
    public static String network(HttpServletRequest request) {
        return network(request.getRemoteAddr());
    }

    static String network(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            int length = parsed instanceof Inet6Address ? IPV6_NETWORK : IPV4_NETWORK;
            return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), length));
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }

    /// Only to count by: the address itself keeps its tag.
    private static String mailbox(String address) {
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }

    private static LoadingCache<String, Bucket> each(int times, Duration in) {
        return Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(in)
                .build(_ -> Bucket.builder().addLimit(limit -> limit.capacity(times).refillGreedy(times, in)).build());
    }

    /// Counts by ten minutes, for a day.
    private static final class HeldBack {

        private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();
        private static final int HOUR = 6;
        private static final int DAY = 24 * HOUR;

        private final Clock clock;
        private final NavigableMap<Long, Integer> counts = new TreeMap<>();

        HeldBack(Clock clock) {
            this.clock = clock;
        }

        synchronized void count() {
            forget();
            counts.merge(clock.millis() / TEN_MINUTES, 1, Integer::sum);
        }

        synchronized Withheld now() {
            forget();
            long slot = clock.millis() / TEN_MINUTES;
            return new Withheld(sum(counts.tailMap(slot - HOUR, false)), sum(counts));
        }

        private void forget() {
            counts.headMap(clock.millis() / TEN_MINUTES - DAY, true).clear();
        }

        private static int sum(Map<Long, Integer> some) {
            return some.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
