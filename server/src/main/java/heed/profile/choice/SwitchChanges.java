package heed.profile.choice;

import heed.rules.Channel;
import heed.rules.Origin;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rows of `opt_outs` that turn one fold into another.
///
/// @param off switches that go off
/// @param on switches that go on, or whose origin moved
public record SwitchChanges(Set<Switch> off, Map<Switch, Origin> on) {

    public static SwitchChanges between(OptOuts before, OptOuts after) {
        Set<Switch> off = new TreeSet<>(before.on());
        off.removeAll(after.on());
        Map<Switch, Origin> on = new LinkedHashMap<>(after.switches());
        on.entrySet().removeIf(entry -> entry.getValue().equals(before.switches().get(entry.getKey())));
        return new SwitchChanges(off, on);
    }

    public boolean isEmpty() {
        return off.isEmpty() && on.isEmpty();
    }

    /// Did a switch go on or off? An origin that moved is no change for the person.
    public static boolean visible(OptOuts before, OptOuts after) {
        return !before.on().equals(after.on());
    }

    /// The channels that were opted out of before and are not after.
    public static Set<Channel> uncovered(OptOuts before, OptOuts after) {
        EnumSet<Channel> channels = EnumSet.allOf(Channel.class);
        channels.removeIf(channel -> !before.covers(channel) || after.covers(channel));
        return channels;
    }

    /// The numbers of switches, as the database wants them.
    public static Short[] numbers(Collection<Switch> switches) {
        return switches.stream().map(one -> (short) one.number()).toArray(Short[]::new);
    }
}
