package heed.profile.page;

import heed.ledger.HistoryItem;
import heed.ledger.LedgerEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An entry of a person's timeline.
///
/// @param entry as the history shows it, without the changes that have words here
/// @param switches codes of the switches that a choice names; empty for what is no choice
/// @param ofAddress does the choice also mark the addresses?
/// @param channels codes of the channels whose addresses changed
/// @param attributes names of the attributes that changed
/// @param service the service it is about, or null
/// @param reason why, or null
/// @param proof what else came with it, a line for each value
/// @param delivery the number of the delivery it came from, or null
record TimelineItem(HistoryItem entry, List<String> switches, boolean ofAddress, Set<String> channels,
        List<String> attributes, @Nullable String service, @Nullable String reason, List<String> proof,
        @Nullable String delivery) {

    private static final String REASON = "reason";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    static TimelineItem of(LedgerEntry entry) {
        HistoryItem item = HistoryItem.of(entry);
        ObjectNode change = item.change().deepCopy();
        Set<String> channels = new LinkedHashSet<>(taken(change, "from", "addresses").propertyNames());
        channels.addAll(taken(change, "to", "addresses").propertyNames());
        List<String> attributes = texts(taken(change, "to", "attributesChanged"));
        JsonNode choice = change.path("choice");
        List<String> proof = item.proof().stream().filter(line -> !line.startsWith(REASON + ": ")).toList();
        return new TimelineItem(
                new HistoryItem(item.seq(), item.at(), item.recordedAt(), item.actor(), item.source(), item.kind(),
                        change,
                        item.voidedBy(), item.evidence()),
                texts(choice.path("switches")), text(choice, "scope").filter("address"::equals).isPresent(), channels,
                attributes, text(change.path("to"), "service").orElse(null), reason(entry.evidence()).orElse(null),
                proof,
                text(entry.evidence(), "delivery").filter(id -> NUMBER.matcher(id).matches()).orElse(null));
    }

    /// Why, where the evidence says it.
    static Optional<String> reason(ObjectNode evidence) {
        return text(evidence, REASON).filter(why -> !why.isBlank());
    }

    /// What stands there, which is then gone; a missing node where there is nothing.
    private static JsonNode taken(ObjectNode change, String side, String field) {
        JsonNode found = change.path(side).path(field);
        if (change.path(side) instanceof ObjectNode fields) {
            fields.remove(field);
        }
        return found;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() || value.isNumber() ? Optional.of(value.asString()) : Optional.empty();
    }
}
