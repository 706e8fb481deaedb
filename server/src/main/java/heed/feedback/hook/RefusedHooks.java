package heed.feedback.hook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// How many requests of which provider were refused in the last 24 hours: what it told by them is lost unless it tries
/// again, and nothing else shows it. Counted by this server, since its start; no content is kept.
@Component
public class RefusedHooks {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedHooks.class);
    private static final Duration LATELY = Duration.ofHours(24);
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, TreeMap<Instant, Integer>> hours = new TreeMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    RefusedHooks(Clock clock) {
        this.clock = clock;
    }

    /// Requests of one provider.
    public record Refused(String provider, int count) {}

    /// Counts one, and says so in the log unless it did a moment ago.
    synchronized void add(String provider, String why) {
        Instant now = clock.instant();
        hours.computeIfAbsent(provider, _ -> new TreeMap<>()).merge(now.truncatedTo(ChronoUnit.HOURS), 1, Integer::sum);
        Instant before = told.get(provider);
        if (before == null || before.plus(QUIET).isBefore(now)) {
            told.put(provider, now);
            LOG.warn("A webhook of {} was refused: {} ({} in the last 24 hours)", provider, why, count(provider, now));
        }
    }

    /// Those of the last 24 hours, by provider.
    public synchronized List<Refused> lately() {
        Instant now = clock.instant();
        return hours.keySet().stream().map(provider -> new Refused(provider, count(provider, now)))
                .filter(one -> one.count() > 0).toList();
    }

    private int count(String provider, Instant now) {
        TreeMap<Instant, Integer> counted = hours.getOrDefault(provider, new TreeMap<>());
        counted.headMap(now.minus(LATELY)).clear();
        return counted.values().stream().mapToInt(Integer::intValue).sum();
    }
}
