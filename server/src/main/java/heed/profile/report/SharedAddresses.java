package heed.profile.report;

import heed.profile.OptOutStore;
import heed.profile.page.PersonHead;
import heed.profile.report.WideningStore.Widening;
import heed.profile.search.StillContactableStore;
import heed.profile.search.StillContactableStore.Placed;
import heed.rules.Channel;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks for the hole that a shared address leaves, a bounded step at a time.
@Component
class SharedAddresses {

    /// The opt-outs that one step looks at: an index entry and two look-ups each, more where an address is shared.
    private static final int STEP = 3000;

    private final StillContactableStore store;
    private final OptOutStore optOuts;
    private final WideningStore widenings;

    SharedAddresses(StillContactableStore store, OptOutStore optOuts, WideningStore widenings) {
        this.store = store;
        this.optOuts = optOuts;
        this.widenings = widenings;
    }

    /// What one step found.
    ///
    /// @param next where to go on; null: everybody was looked at
    /// @param walk how far the page has come with it
    record Look(List<Line> lines, @Nullable Long next, Walk walk) {}

    /// Somebody still contactable, and what closing the hole would change.
    ///
    /// @param address a delivery would use, as that person spells it
    /// @param profile the key of who still is
    /// @param optedOut the key of the other owner
    /// @param since when that one opted out
    /// @param scope the opt-out that would be widened: a channel, or `all`
    /// @param addresses how many addresses of that owner would be marked
    /// @param others how many other people use one of them
    /// @param many there are more of them
    record Line(String address, String profile, String optedOut, Instant since, String scope, int addresses, int others,
            boolean many) {

        /// Where the page of who is still contactable is.
        public String profilePath() {
            return PersonHead.path(profile);
        }

        /// Where the page of who opted out is.
        public String optedOutPath() {
            return PersonHead.path(optedOut);
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Line[" + scope + "]";
        }
    }

    /// The next ones after a place, 0 for the first, on a page that has come so far.
    Look look(Channel channel, long after, Walk walk) {
        Optional<Integer> last = store.last(after, STEP);
        List<Placed> rows = store.list(channel, after, last.orElse(Integer.MAX_VALUE), walk.room() + 1);
        if (rows.size() > walk.room()) {
            List<Placed> page = rows.subList(0, walk.room());
            return new Look(lines(channel, page), page.getLast().place(), walk.on(page.size()));
        }
        return new Look(lines(channel, rows),
                last.map(other -> Placed.place(other, Integer.MAX_VALUE)).orElse(null), walk.on(rows.size()));
    }

    private List<Line> lines(Channel channel, List<Placed> rows) {
        Map<Integer, Switch> switches = switches(channel,
                rows.stream().map(Placed::otherId).collect(Collectors.toSet()));
        Map<Integer, Widening> reached = widenings.of(switches);
        return rows.stream().map(row -> {
            Widening widening = reached.getOrDefault(row.otherId(), new Widening(0, 0));
            return new Line(row.row().address(), row.row().profile(), row.row().optedOutProfile(), row.row().since(),
                    switches.getOrDefault(row.otherId(), Switch.of(channel)).code(), widening.addresses(),
                    widening.others(), widening.others() >= WideningStore.MOST);
        }).toList();
    }

    private Map<Integer, Switch> switches(Channel channel, Collection<Integer> ids) {
        Map<Integer, OptOuts> known = optOuts.of(ids);
        Map<Integer, Switch> switches = new HashMap<>();
        ids.forEach(id -> switches.put(id,
                WideningStore.which(known.getOrDefault(id, OptOuts.none()), channel)));
        return switches;
    }
}
