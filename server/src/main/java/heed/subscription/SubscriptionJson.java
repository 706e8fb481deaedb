package heed.subscription;

import heed.rules.subscription.SubscriptionState;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The state of a subscription as the ledger writes it in from → to.
final class SubscriptionJson {

    private SubscriptionJson() {
    }

    static ObjectNode of(String service, SubscriptionState state, Instant now) {
        ObjectNode json = object().put("service", service).put("state", state.at(now).code());
        Instant until = state.until();
        if (until != null) {
            json.put("until", until.toString());
        }
        return json;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
