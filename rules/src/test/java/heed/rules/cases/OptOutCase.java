package heed.rules.cases;

import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What happens to one profile, in order of arrival, and its switches at the end.
///
/// @param name what the case says
/// @param steps in order of arrival
/// @param all is the switch `all` on at the end?
/// @param channels the channels whose own switch is on at the end
/// @param since the minute each switch is on since, for the switches the case speaks of
public record OptOutCase(String name, List<Step> steps, boolean all, Set<Channel> channels,
        Map<Switch, Integer> since) {

    /// Something that happens to the profile.
    public sealed interface Step {

        /// A choice.
        ///
        /// @param act what is wanted
        /// @param at minutes after the common start; empty: after everything before
        /// @param id its name, for `void`
        record Choose(Act act, Optional<Integer> at, Optional<String> id) implements Step {}

        /// A choice leaves the fold.
        ///
        /// @param id the name of the choice
        record Undo(String id) implements Step {}

        /// The profile gets new addresses, by channel.
        ///
        /// @param imported through a file instead of the API
        record Addresses(Map<Channel, String> addresses, boolean imported) implements Step {}

        /// The profile is deleted; the next `Addresses` revives it.
        record Delete() implements Step {}
    }

    static OptOutCase of(Node node) {
        node.text("why");
        Node expect = node.needNode("expect");
        Map<Switch, Integer> since = new LinkedHashMap<>();
        expect.node("since").ifPresent(minutes -> minutes.names().forEach(
                code -> since.put(Switch.ofCode(code).orElseThrow(), minutes.number(code).orElseThrow())));
        OptOutCase one = new OptOutCase(node.needText("case"),
                node.list("steps").stream().map(OptOutCase::step).toList(),
                expect.flag("all"), channels(expect), since);
        expect.close();
        return one;
    }

    private static Step step(Object yaml) {
        if (yaml.equals("delete")) {
            return new Step.Delete();
        }
        Node node = new Node(yaml);
        Step step;
        if (node.has("void")) {
            step = new Step.Undo(node.needText("void"));
        } else if (node.has("address")) {
            step = new Step.Addresses(addresses(node.needNode("address")), false);
        } else if (node.has("importProfile")) {
            step = new Step.Addresses(addresses(node.needNode("importProfile")), true);
        } else {
            step = new Step.Choose(act(node), node.number("at"), node.text("id"));
        }
        node.close();
        return step;
    }

    private static Act act(Node node) {
        Optional<Act> optOut = node.text("optOut").map(code -> new Act.OptOut(Switch.ofCode(code).orElseThrow()));
        Optional<Act> optIn = node.text("optIn").map(code -> new Act.OptIn(Switch.ofCode(code).orElseThrow()));
        return optOut.or(() -> optIn).orElseGet(() -> {
            Node replace = node.needNode("replace");
            EnumSet<Switch> on = EnumSet.noneOf(Switch.class);
            channels(replace).forEach(channel -> on.add(Switch.of(channel)));
            if (replace.flag("all")) {
                on.add(Switch.ALL);
            }
            replace.close();
            return new Act.Replace(on);
        });
    }

    private static Set<Channel> channels(Node node) {
        return node.texts("channels").stream().map(code -> Channel.ofCode(code).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
    }

    private static Map<Channel, String> addresses(Node node) {
        return node.names().stream()
                .collect(Collectors.toMap(code -> Channel.ofCode(code).orElseThrow(), node::needText));
    }
}
