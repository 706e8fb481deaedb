package heed.quarantine;

import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.Mark;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The state of an address as the ledger writes it in from → to. It holds no address.
final class StateJson {

    private StateJson() {
    }

    static ObjectNode of(AddressState state) {
        ObjectNode json = object();
        json.put("status", state.status().code());
        ArrayNode marks = json.putArray("marks");
        state.marks().keySet().stream().map(Mark::code).forEach(marks::add);
        json.put("errorCount", state.error().count());
        if (state.held()) {
            json.put("held", true);
        }
        return json;
    }

    /// The evidence of an entry that follows from another.
    static ObjectNode cause(long seq) {
        return object().put("cause", seq);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
