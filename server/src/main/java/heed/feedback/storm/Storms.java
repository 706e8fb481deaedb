package heed.feedback.storm;

import heed.feedback.storm.Storm.Kind;
import heed.feedback.storm.Storm.State;
import heed.feedback.storm.StormStore.Rate;
import heed.ledger.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Notices storms, and takes decisions about them.
@Component
public class Storms {

    private static final Comparator<StormStore.Key> ORDER = Comparator.comparing(StormStore.Key::kind)
            .thenComparing(StormStore.Key::name);

    private final StormStore store;
    private final StormSettings settings;
    private final Clock clock;

    Storms(StormStore store, StormSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /// A hard error that is about to count.
    ///
    /// @param domain of the address; empty where it has none
    /// @param code its enhanced code, or its reason
    public record Hard(String domain, String code) {

        private List<StormStore.Key> keys() {
            List<StormStore.Key> keys = new ArrayList<>();
            if (!domain.isEmpty()) {
                keys.add(new StormStore.Key(Kind.DOMAIN, domain));
            }
            keys.add(new StormStore.Key(Kind.CODE, code));
            return keys;
        }
    }

    /// Counts these errors and answers for each the storm that holds it, null for none; in the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<@Nullable Long> judge(List<Hard> errors) {
        List<@Nullable Long> holds = new ArrayList<>(Collections.<@Nullable Long>nCopies(errors.size(), null));
        if (errors.isEmpty()) {
            return holds;
        }
        Instant now = clock.instant();
        TreeMap<StormStore.Key, Integer> more = new TreeMap<>(ORDER);
        errors.forEach(error -> error.keys().forEach(key -> more.merge(key, 1, Integer::sum)));
        Map<StormStore.Key, Rate> rates = store.count(more, now);
        Map<StormStore.Key, Integer> passed = new HashMap<>();
        Map<StormStore.Key, List<Integer>> held = new TreeMap<>(ORDER);
        for (int i = 0; i < errors.size(); i++) {
            for (StormStore.Key key : errors.get(i).keys()) {
                int before = rate(rates, key).recent() - more.getOrDefault(key, 0) + passed.merge(key, 1, Integer::sum)
                        - 1;
                if (before >= limit(rate(rates, key)) && held.values().stream().noneMatch(holdsLast(i))) {
                    held.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
                }
            }
        }
        held.forEach((key, places) -> {
            if (!store.trusted(key, now.minus(settings.trust()))) {
                long storm = store.hold(key, rate(rates, key), places.size(), now, now.plus(settings.hold()));
                places.forEach(place -> holds.set(place, storm));
            }
        });
        return holds;
    }

    private static Predicate<List<Integer>> holdsLast(int place) {
        return places -> places.getLast() == place;
    }

    private static Rate rate(Map<StormStore.Key, Rate> rates, StormStore.Key key) {
        return rates.getOrDefault(key, new Rate(0, 0));
    }

    /// From so many on, the next ones are held.
    private double limit(Rate rate) {
        return Math.max(settings.least(), settings.factor() * rate.mean());
    }

    /// Those that wait for a decision; the newest first.
    public List<Storm> open() {
        return store.unfinished().stream().filter(Storm::isOpen).toList();
    }

    /// Those whose decision is being carried out.
    public List<Storm> decided() {
        return store.unfinished().stream().filter(storm -> !storm.isOpen()).toList();
    }

    /// The newest, decided or not.
    public List<Storm> newest(int most) {
        return store.newest(most);
    }

    /// One.
    public Optional<Storm> find(long id) {
        return store.find(id);
    }

    /// What it held shall count; false where that is decided already.
    @Transactional
    public boolean confirm(long id, Actor actor, @Nullable String reason) {
        return store.decide(id, List.of(State.OPEN, State.DROPPED), State.CONFIRMING, clock.instant(), actor, reason);
    }

    /// What it held shall not count; false where that is decided already.
    @Transactional
    public boolean drop(long id, Actor actor, @Nullable String reason) {
        return store.decide(id, List.of(State.OPEN, State.CONFIRMED), State.DROPPING, clock.instant(), actor, reason);
    }

    /// The open ones whose time is over.
    public List<Long> overdue(Instant now) {
        return store.overdue(now);
    }

    /// The next items that the decision about a storm has not reached, empty where it stands otherwise by now; nobody else
    /// carries it out until the caller's transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<List<Long>> next(Storm storm, int most) {
        return store.next(storm.id(), storm.state(), most);
    }

    /// The decision has reached this item, and stands so.
    @Transactional(propagation = Propagation.MANDATORY)
    public void reached(long id, long item, State state) {
        store.reached(id, item, state);
    }

    /// No decision about a storm that ever held something of this item is carried out until the caller's transaction ends.
    /// Whoever changes what an item did asks for that before it locks the item, as those who carry decisions out do.
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockOf(long item) {
        store.lockOf(item);
    }

    /// Will a decision about this storm, made or to be made, come to this item yet? So it stays until the caller's
    /// transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reaches(long id, long item) {
        return store.reaches(id, item);
    }

    /// Forgets counts that no norm asks for any more.
    public void purge(Instant now) {
        store.purge(now);
    }
}
