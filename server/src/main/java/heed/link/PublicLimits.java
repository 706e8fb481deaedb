package heed.link;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// How often public pages do what could be turned against others: send mail to an address that anybody may type in.
///
/// For pages that send, and for strangers only: never ask it before a withdrawal by a true token. Kept in memory, bounded,
/// each server its own.
@Component
public class PublicLimits {

    /// Mails to one address.
    public static final String ADDRESS = "address";
    /// Mails to the addresses of one domain.
    public static final String DOMAIN = "domain";
    /// Forms filled in from one network: a /24 of IPv4, a /64 of IPv6.
    public static final String NETWORK = "network";

    private static final int MOST = 100_000;
    private static final int IPV4_NETWORK = 3;
    private static final int IPV6_NETWORK = 8;

    private final Map<String, LoadingCache<String, Bucket>> buckets = Map.of(ADDRESS, each(3, Duration.ofHours(1)),
            DOMAIN, each(300, Duration.ofHours(1)), NETWORK, each(60, Duration.ofMinutes(10)));

    /// Counts one; false when there were too many.
    ///
    /// @param what one of the constants here
    /// @param who the address, the domain, or what [#network] says
    public boolean allow(String what, String who) {
        LoadingCache<String, Bucket> some = Objects.requireNonNull(buckets.get(what), what);
        return some.get(who.strip().toLowerCase(Locale.ROOT)).tryConsume(1);
    }

    /// Counts a mail to an address that was typed in, for the address and then for its domain; false when there were too many
    /// for one of them. What one address has used up takes nothing from the others of its domain.
    public boolean allowMail(String address) {
        return allow(ADDRESS, address) && allow(DOMAIN, address.substring(address.lastIndexOf('@') + 1));
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

    private static LoadingCache<String, Bucket> each(int times, Duration in) {
        return Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(in)
                .build(_ -> Bucket.builder().addLimit(limit -> limit.capacity(times).refillGreedy(times, in)).build());
    }
}
