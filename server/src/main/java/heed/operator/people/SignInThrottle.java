package heed.operator.people;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Slows guessing of passwords down: so many attempts an account, and so many a network, then one must wait.
///
/// A network is an IPv4 address, or the first 64 bits of an IPv6 address. A right password gives the account's
/// attempts back. Kept in memory, bounded.
@Component
class SignInThrottle {
    private static final int ACCOUNT = 10;
    private static final int NETWORK = 50;
    private static final Duration REFILL = Duration.ofMinutes(15);
    private static final int MOST = 100_000;
    private static final int NETWORK_BYTES = 8;

    private final LoadingCache<String, Bucket> accounts = buckets(ACCOUNT);
    private final LoadingCache<String, Bucket> networks = buckets(NETWORK);

    /// Counts an attempt; false when there were too many.
    boolean attempt(String account, String address) {
        boolean few = accounts.get(key(account)).tryConsume(1);
        return networks.get(network(address)).tryConsume(1) && few;
    }

    /// The password was right: the account begins anew, and the network has this attempt back, so that only failures count
    /// against the people behind one address.
    void succeeded(String account, String address) {
        accounts.invalidate(key(account));
        networks.get(network(address)).addTokens(1);
    }

    private static LoadingCache<String, Bucket> buckets(int attempts) {
        return Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(REFILL).build(
                any -> Bucket.builder().addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, REFILL))
                        .build());
    }

    private static String key(String account) {
        return account.strip().toLowerCase(Locale.ROOT);
    }

    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES)
                    : parsed.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
