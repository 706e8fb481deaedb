package heed.benchmarks;

import java.time.Instant;
import java.util.List;

/// Profiles 1 to `size`, in the order of the file, with everything that is known of them.
///
/// Made from a seed, every property in random order over ids and on its own: 92 % e-mail, 40 % SMS; 3 % opted out of
/// all, 8 % of e-mail; 2 % quarantined, 0.5 % denylisted, 1 % in excluded domains, 1 % unconfirmed; 30 % subscribed
/// once; 4 % share their e-mail address. Nothing is stored: each fact is computed again whenever it is asked.
///
/// @param size how many
/// @param seed other seed, other people
/// @param base the moment that subscriptions' ends lie around
public record Population(int size, long seed, Instant base) {

    /// A subscription without an end.
    public static final long NEVER = Long.MAX_VALUE;

    private static final int DAY = 86_400;
    private static final int WHOLE = 100_000;
    private static final String[] DOMAINS = {"example.com", "example.org", "example.net", "post.example.com",
            "mail.example.org", "home.example.net", "web.example.com", "inbox.example.org", "city.example",
            "school.example", "firm.example", "club.example", "lab.example", "shop.example", "farm.example"};

    /// The domains that nobody is sent to.
    public static final List<String> EXCLUDED = List.of("blocked.example", "mx.refused.example",
            "a.b.refused.example");
    private static final String[] NAMES = {"ada", "bob", "carla", "dmitri", "eve", "farid", "grace", "hans", "ines",
            "jun", "kofi", "lena", "mario", "nadia", "olga", "pierre"};

    /// How a subscription stands in the file it is imported from.
    public enum Subscribed {
        /// Never subscribed.
        NEVER,
        /// Active, perhaps with an end to come.
        ACTIVE,
        /// Active once, its end is past.
        EXPIRED,
        /// Waits for its confirmation.
        PENDING,
        /// Unsubscribed.
        ENDED
    }

    /// The profile's key: of a fixed length, in random order.
    public String key(int id) {
        return "p" + letters(mix(id, 1));
    }

    /// Whose e-mail address the profile has: its own number, the number of another one, or 0 for none.
    public int email(int id) {
        if (!hasEmail(id)) {
            return 0;
        }
        int other = id;
        for (int salt = 40; takesAnothers(id) && (other == id || !hasEmail(other) || takesAnothers(other)); salt++) {
            other = 1 + (int) Long.remainderUnsigned(mix(id, salt), size);
        }
        return other;
    }

    /// An e-mail address in its canonical spelling.
    public String address(int owner) {
        String domain = domainExcluded(owner)
                ? EXCLUDED.get(dice(owner, 3, EXCLUDED.size()))
                : DOMAINS[Math.min(dice(owner, 4, DOMAINS.length), dice(owner, 5, DOMAINS.length))];
        return NAMES[dice(owner, 6, NAMES.length)] + "." + letters(mix(owner, 2)) + "@" + domain;
    }

    /// The address as the profile spells it: one in ten with a capital.
    public String spelled(int id) {
        String address = address(email(id));
        return dice(id, 7, 10) == 0 ? Character.toUpperCase(address.charAt(0)) + address.substring(1) : address;
    }

    /// The SMS number in E.164, empty for none. Nobody shares one.
    public String sms(int id) {
        return dice(id, 8, WHOLE) < 40_000 ? "+336" + Long.toString(100_000_000 + number(id)).substring(1) : "";
    }

    /// Switch `all`.
    public boolean optedOutOfAll(int id) {
        return dice(id, 9, WHOLE) < 3_000;
    }

    /// Switch `email`.
    public boolean optedOutOfEmail(int id) {
        return dice(id, 10, WHOLE) < 8_000;
    }

    /// Waits for the double opt-in.
    public boolean unconfirmed(int id) {
        return dice(id, 11, WHOLE) < 1_000;
    }

    /// The address is denylisted.
    public boolean denylisted(int owner) {
        return dice(owner, 12, WHOLE) < 543;
    }

    /// The address is quarantined, and not denylisted.
    public boolean quarantined(int owner) {
        return !denylisted(owner) && dice(owner, 13, WHOLE) < 2_174;
    }

    /// The address is in an excluded domain.
    public boolean domainExcluded(int owner) {
        return dice(owner, 14, WHOLE) < 1_087;
    }

    /// The profile's subscription to the one service there is.
    public Subscribed subscribed(int id) {
        if (dice(id, 15, WHOLE) >= 30_000) {
            return Subscribed.NEVER;
        }
        int part = dice(id, 16, 100);
        return part < 5
                ? Subscribed.PENDING
                : part < 10 ? Subscribed.ENDED : part < 20 ? Subscribed.EXPIRED : Subscribed.ACTIVE;
    }

    /// When the subscription ends, in seconds since 1970: every fourth active one does, within a year after base;
    /// expired ones ended within the year before.
    public long until(int id) {
        long within = dice(id, 17, 365 * DAY);
        return switch (subscribed(id)) {
            case EXPIRED -> base.getEpochSecond() - 1 - within;
            case ACTIVE -> dice(id, 18, 4) == 0 ? base.getEpochSecond() + DAY + within : NEVER;
            case NEVER, PENDING, ENDED -> NEVER;
        };
    }

    private boolean hasEmail(int id) {
        return dice(id, 19, WHOLE) < 92_000;
    }

    private boolean takesAnothers(int id) {
        return dice(id, 20, WHOLE) < 2_174;
    }

    /// Below 100,000,000, another one for each id.
    private long number(int id) {
        return Math.floorMod(id * 48_271_337L + mix(0, 21) % 100_000_000, 100_000_000L);
    }

    private int dice(int id, int salt, int sides) {
        return (int) Long.remainderUnsigned(mix(id, salt), sides);
    }

    /// With one salt no two ids give the same.
    private long mix(int id, int salt) {
        long mixed = id * 0x9E3779B97F4A7C15L + (seed * 64 + salt) * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// Thirteen letters and digits, one to one.
    private static String letters(long number) {
        String text = Long.toUnsignedString(number, Character.MAX_RADIX);
        return "0".repeat(13 - text.length()) + text;
    }
}
