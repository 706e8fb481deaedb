package heed.delivery.reach;

import heed.delivery.analysis.CauseSet;
import heed.delivery.analysis.Engine;
import heed.delivery.analysis.FactSets;
import heed.delivery.analysis.Waterfall;
import heed.delivery.analysis.index.ProfileIndex;
import heed.rules.Channel;
import heed.rules.ExclusionRule;
import heed.rules.Typology;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/// Counts whom Heed may contact, in the profile index: an analysis of everybody for each channel that is used, some tens of
/// milliseconds together at ten million people.
@Component
public class Reach {
    private static final Set<ExclusionRule> CHOICES = Set.of(ExclusionRule.OPTED_OUT_ALL, ExclusionRule.OPTED_OUT);
    private static final Set<ExclusionRule> ADDRESSES = Set.of(ExclusionRule.ADDRESS_DENYLISTED,
            ExclusionRule.ADDRESS_QUARANTINED, ExclusionRule.EXCLUDED_DOMAIN);

    private final ProfileIndex index;
    private final Clock clock;

    Reach(ProfileIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    /// Whom Heed may contact.
    ///
    /// @param people everybody living
    /// @param channels those on which somebody has an address
    public record Now(long people, List<OnChannel> channels) {

        public Now {
            channels = List.copyOf(channels);
        }
    }

    /// Whom Heed may contact on one channel. Whoever is neither contactable nor counted below is unconfirmed, or shares the
    /// address of somebody who is contactable.
    ///
    /// @param channel the channel
    /// @param addressed those with an address
    /// @param contactable whom a marketing delivery to everybody would target
    /// @param optedOut those with an address who opted out, of the channel or of all
    /// @param unusable those who did not, but whose address is denylisted, quarantined or of an excluded domain
    /// @param besideOptedOut at least so many are still contactable at an address whose other owner opted out
    public record OnChannel(Channel channel, long addressed, long contactable, long optedOut, long unusable,
            long besideOptedOut) {}

    /// How far the index is loaded, 0 to 1; 1 when questions are answered at once.
    public double loaded() {
        return index.progress();
    }

    /// Counts, with everything that was committed before.
    public Now now() {
        Instant moment = clock.instant();
        return index.ask(view -> {
            RoaringBitmap everybody = view.living();
            List<OnChannel> channels = new ArrayList<>();
            for (Channel channel : Channel.values()) {
                FactSets facts = view.facts(channel, null, moment);
                if (facts.anyAddress()) {
                    channels.add(count(channel, new Engine(facts, everybody)));
                }
            }
            return new Now(everybody.getLongCardinality(), channels);
        });
    }

    private static OnChannel count(Channel channel, Engine engine) {
        Waterfall waterfall = engine.analyse(Typology.MARKETING);
        long addressed = waterfall.audience().getLongCardinality()
                - decided(waterfall, Set.of(ExclusionRule.NO_ADDRESS));
        return new OnChannel(channel, addressed, waterfall.target().getLongCardinality(), decided(waterfall, CHOICES),
                decided(waterfall, ADDRESSES), engine.besideOptedOut(Typology.MARKETING));
    }

    private static long decided(Waterfall waterfall, Set<ExclusionRule> rules) {
        return waterfall.rows().stream().filter(row -> rules.contains(row.rule())).mapToLong(CauseSet::deciding).sum();
    }
}
