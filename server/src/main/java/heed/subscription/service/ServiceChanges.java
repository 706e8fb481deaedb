package heed.subscription.service;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.web.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes and edits services, each with its ledger entry. No edit makes anybody contactable: a subscription is active by
/// its own events, whatever becomes of its service.
@Component
public class ServiceChanges {

    private final ServiceStore store;
    private final LedgerStore ledger;
    private final JsonMapper json;
    private final Clock clock;

    ServiceChanges(ServiceStore store, LedgerStore ledger, JsonMapper json, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.json = json;
        this.clock = clock;
    }

    /// What an edit came to.
    public record Edited(ServiceDefinition before, ServiceDefinition after) {

        /// Did it change anything?
        public boolean changed() {
            return !before.equals(after);
        }
    }

    /// Makes a service.
    ///
    /// @throws Problem 400 that names the field, 409 where there is a service of this name
    @Transactional
    public ServiceDefinition make(ServiceView said, Actor actor) {
        if (said.createdAt() != null) {
            throw Problem.badRequest("createdAt", "cannot be set");
        }
        ServiceDefinition service = said.definition(0, clock.instant().truncatedTo(ChronoUnit.MICROS));
        int id = store.insert(service)
                .orElseThrow(() -> Problem.conflict("there is a service of this name already"));
        ledger.append(Entry.of(Kind.SERVICE_CREATED, service.createdAt(), actor, actor.source())
                .touching(Touched.service(id)).change(null, tree(service)));
        return service;
    }

    /// Edits a service by a merge patch (RFC 7396).
    ///
    /// @throws Problem 400 that names the field, 404 where there is none of this name
    @Transactional
    public Edited edit(String name, ObjectNode patch, Actor actor) {
        if (patch.has("createdAt")) {
            throw Problem.badRequest("createdAt", "cannot be set");
        }
        return edit(name, before -> {
            ObjectNode merged = json.valueToTree(before);
            merge(merged, patch);
            return json.treeToValue(merged, ServiceView.class);
        }, actor);
    }

    /// Edits a service as a whole.
    ///
    /// @param change makes of what it is what it shall be
    /// @throws Problem as above
    @Transactional
    public Edited edit(String name, UnaryOperator<ServiceView> change, Actor actor) {
        ServiceDefinition before = store.lock(name).orElseThrow(ServiceChanges::unknown);
        ServiceDefinition after = change.apply(ServiceView.of(before)).definition(before.id(), before.createdAt());
        if (!after.name().equals(before.name())) {
            throw Problem.badRequest("name", "never changes");
        }
        // Its subscribers agreed to messages on that way, and links in messages name it.
        if (after.channel() != before.channel()) {
            throw Problem.badRequest("channel", "never changes");
        }
        Edited edited = new Edited(before, after);
        if (edited.changed()) {
            store.update(after);
            ledger.append(Entry.of(Kind.SERVICE_CHANGED, clock.instant(), actor, actor.source())
                    .touching(Touched.service(before.id())).change(tree(before), tree(after)));
        }
        return edited;
    }

    /// 404.
    public static Problem unknown() {
        return Problem.notFound("there is no service of this name");
    }

    /// RFC 7396: objects merge, null removes, everything else replaces.
    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode old = target.get(field.getKey());
            if (field.getValue() instanceof ObjectNode part && old instanceof ObjectNode whole) {
                merge(whole, part);
            } else if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private JsonNode tree(ServiceDefinition service) {
        return json.valueToTree(ServiceView.of(service));
    }
}
