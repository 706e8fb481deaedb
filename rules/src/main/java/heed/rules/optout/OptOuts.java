package heed.rules.optout;

import heed.rules.Channel;
import heed.rules.Origin;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The switches of a profile: the fold of its choices in the order they were made (semantics §1).
///
/// Promises: any arrival order gives the same switches and the same `since`; at one moment the restrictive choice
/// wins; nothing but an opt-in, a replace or a void lifts a switch. A profile is opted out of a channel when `all`
/// or the channel is on, for every address it has or will have there.
///
/// @param switches the switches that are on, in order, each with the choice after which it was never off
public record OptOuts(Map<Switch, Origin> switches) {

    private static final OptOuts NONE = new OptOuts(Map.of());

    public OptOuts {
        EnumMap<Switch, Origin> copy = new EnumMap<>(Switch.class);
        copy.putAll(switches);
        switches = Collections.unmodifiableMap(copy);
    }

    /// Every switch is off.
    public static OptOuts none() {
        return NONE;
    }

    /// What all the choices of a profile come to, whatever order they are given in. Voided ones are left out before.
    public static OptOuts fold(Collection<Choice> choices) {
        return NONE.after(choices);
    }

    /// One step from here. `newest` must be later than every choice folded before; else fold them all again.
    public OptOuts after(Choice newest) {
        return after(List.of(newest));
    }

    /// Some steps from here, for choices of one moment or several. Each must be later than every choice folded
    /// before; among themselves they may stand in any order.
    public OptOuts after(Collection<Choice> newest) {
        EnumMap<Switch, Origin> on = new EnumMap<>(Switch.class);
        on.putAll(switches);
        List<Choice> ordered = newest.stream().sorted(Choice.ORDER).toList();
        for (int i = 0; i < ordered.size(); i++) {
            Choice choice = ordered.get(i);
            switch (choice.act()) {
                case Act.OptIn(Switch what) -> optIn(on, what);
                case Act.OptOut(Switch what) -> on.putIfAbsent(what, origin(choice));
                case Act.Replace _ -> i = replace(on, ordered, i);
            }
        }
        return new OptOuts(on);
    }

    /// Is the switch `all` on?
    public boolean all() {
        return switches.containsKey(Switch.ALL);
    }

    /// The channels whose own switch is on, in order, without what `all` implies.
    public Set<Channel> channels() {
        EnumSet<Channel> channels = EnumSet.noneOf(Channel.class);
        switches.keySet().forEach(one -> one.channel().ifPresent(channels::add));
        return channels;
    }

    /// Is the profile opted out of this channel, by its switch or by `all`?
    public boolean covers(Channel channel) {
        return all() || switches.containsKey(Switch.of(channel));
    }

    /// The switches that are on, in order.
    public Set<Switch> on() {
        return switches.keySet();
    }

    private static void optIn(EnumMap<Switch, Origin> on, Switch what) {
        if (what == Switch.ALL) {
            on.clear();
            return;
        }
        Origin all = on.remove(Switch.ALL);
        if (all != null) {
            Switch.CHANNELS.forEach(channel -> on.putIfAbsent(channel, all));
        }
        on.remove(what);
    }

    /// Applies the replaces of one moment, which add up, and returns the place of the last of them.
    private static int replace(EnumMap<Switch, Origin> on, List<Choice> ordered, int first) {
        Instant at = ordered.get(first).at();
        EnumMap<Switch, Origin> wanted = new EnumMap<>(Switch.class);
        int last = first;
        for (int i = first; i < ordered.size() && ordered.get(i).at().equals(at)
                && ordered.get(i).act() instanceof Act.Replace(Set<Switch> switches); i++) {
            Origin origin = origin(ordered.get(i));
            switches.forEach(one -> wanted.putIfAbsent(one, origin));
            last = i;
        }
        on.keySet().retainAll(wanted.keySet());
        wanted.forEach(on::putIfAbsent);
        return last;
    }

    private static Origin origin(Choice choice) {
        return new Origin(choice.at(), choice.seq());
    }
}
