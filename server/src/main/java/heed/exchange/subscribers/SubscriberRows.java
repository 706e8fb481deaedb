package heed.exchange.subscribers;

import heed.exchange.Import;
import heed.exchange.ImportKind;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import heed.exchange.work.Columns;
import heed.exchange.work.RowKind;
import heed.exchange.work.SeenLines;
import heed.exchange.work.Tally;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.SubscriptionBatch;
import heed.subscription.SubscriptionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Imports of subscriptions. Each row is an event of its own; keys that were merged reach the survivor.
@Component
class SubscriberRows implements RowKind<SubscriberRow> {

    private final SubscriptionBatch subscriptions;
    private final ServiceStore services;
    private final ProfileKeyStore keys;

    SubscriberRows(SubscriptionBatch subscriptions, ServiceStore services, ProfileKeyStore keys) {
        this.subscriptions = subscriptions;
        this.services = services;
        this.keys = keys;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.SUBSCRIPTIONS;
    }

    @Override
    public RowParser<SubscriberRow> parser(RowReader reader, Import work) throws UnreadableFileException {
        return new SubscriberParser(new Columns(reader, SubscriberParser.COLUMNS, false), work);
    }

    @Override
    public List<Set<String>> subjects(Import work, List<SubscriberRow> rows) {
        Map<String, ProfileRef> people = keys
                .findAll(rows.stream().map(SubscriberRow::key).collect(Collectors.toSet()));
        return rows.stream().map(row -> {
            ProfileRef who = people.get(row.key());
            return who == null ? Set.<String>of() : Set.of(who.id() + ":" + row.service());
        }).toList();
    }

    @Override
    public void apply(Import work, List<SubscriberRow> rows, SeenLines seen, Tally tally) {
        boolean dry = work.options().dryRun();
        Set<String> names = rows.stream().map(SubscriberRow::service).collect(Collectors.toSet());
        Map<String, ServiceDefinition> known = dry ? services.findAll(names) : services.holdAll(names);
        Set<String> asked = rows.stream().map(SubscriberRow::key).collect(Collectors.toSet());
        Map<String, ProfileRef> people = dry ? keys.findAll(asked) : keys.lockAll(asked);
        List<SubscriberRow> told = new ArrayList<>();
        List<SubscriptionRow> events = new ArrayList<>();
        for (SubscriberRow row : rows) {
            ServiceDefinition service = known.get(row.service());
            ProfileRef who = people.get(row.key());
            if (service == null) {
                tally.reject(row.row(), "unknown service");
            } else if (who == null || (who.deleted() && row.state() != null)) {
                tally.reject(row.row(), who == null ? "unknown key" : "the profile is deleted");
            } else {
                told.add(row);
                events.add(event(work, row, service, who.id()));
            }
        }
        Predicate<SubscriptionRow> mayRevive = event -> work.options().allowOptIn() && momentKnown(work, event);
        count(told, events, dry
                ? subscriptions.tryOut(events, mayRevive)
                : subscriptions.apply(events, mayRevive, work.actor(), work.id()), tally);
    }

    /// Only a row that says when the consent was given may end somebody's "no" (semantics §1 "Imports restrict").
    private static boolean momentKnown(Import work, SubscriptionRow event) {
        return work.options().asOf() != null || !event.at().equals(work.acceptedAt());
    }

    private static SubscriptionRow event(Import work, SubscriberRow row, ServiceDefinition service, int profileId) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("import", work.idText()).put("line",
                row.row().line());
        SubscriberRow.State state = row.state();
        return state == null
                ? SubscriptionRow.unsubscribe(service, profileId, row.at(), row.source(), work.options().reason(),
                        evidence)
                : SubscriptionRow.imported(service, profileId, row.at(), state == SubscriberRow.State.PENDING,
                        row.until(), row.source(), work.options().reason(), evidence);
    }

    private static void count(List<SubscriberRow> rows, List<SubscriptionRow> events,
            List<SubscriptionBatch.Result> results, Tally tally) {
        for (int i = 0; i < rows.size(); i++) {
            SubscriptionBatch.Result result = results.get(i);
            if (result.outcome() == SubscriptionBatch.Outcome.REFUSED) {
                tally.reject(rows.get(i).row(),
                        "somebody ended this subscription; reviving it needs an import that may opt in and the "
                                + "moment of the consent (at or asOf)");
                continue;
            }
            tally.member(events.get(i).profileId());
            if (result.changed()) {
                tally.applied();
            } else {
                tally.unchanged();
            }
        }
    }
}
