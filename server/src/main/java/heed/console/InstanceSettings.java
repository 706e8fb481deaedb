package heed.console;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.web.page.InstanceSettingStore;
import heed.web.page.InstanceSettingStore.Instance;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes the instance's name and brand, with the ledger entry in the same transaction.
@Component
class InstanceSettings {
    private final InstanceSettingStore store;
    private final LedgerStore ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InstanceSettings(InstanceSettingStore store, LedgerStore ledger, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    void change(Instance before, Instance after, String reason, Actor actor) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set("from", told(before));
        change.set("to", told(after));
        transaction.executeWithoutResult(_ -> {
            store.set(after);
            ledger.append(Entry.of(Kind.SETTINGS_CHANGED, clock.instant(), actor, Source.OPERATOR).change(change)
                    .reason(reason));
        });
        store.changed();
    }

    private static ObjectNode told(Instance instance) {
        return JsonNodeFactory.instance.objectNode().put("name", instance.name()).put("color", instance.color());
    }
}
