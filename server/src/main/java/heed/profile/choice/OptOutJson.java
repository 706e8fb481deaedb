package heed.profile.choice;

import heed.profile.Scope;
import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Switches and choices as the ledger keeps them.
public final class OptOutJson {

    private OptOutJson() {
    }

    /// The codes of the channels whose own switch is on, in alphabetical order.
    public static List<String> codes(OptOuts optOuts) {
        return optOuts.channels().stream().map(Channel::code).sorted().toList();
    }

    /// `{"all":false,"channels":["email"]}`
    public static ObjectNode state(OptOuts optOuts) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("all", optOuts.all());
        codes(optOuts).forEach(node.putArray("channels")::add);
        return node;
    }

    /// `{"from":…,"to":…,"choice":{"act":"opt_out","switches":["email"],"scope":"profile"}}`
    public static ObjectNode change(OptOuts before, OptOuts after, Act act, Scope scope) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set("from", state(before));
        change.set("to", state(after));
        ObjectNode choice = change.putObject("choice").put("act", act.code());
        act.switches().stream().map(Switch::code).forEach(choice.putArray("switches")::add);
        choice.put("scope", scope.code());
        return change;
    }
}
