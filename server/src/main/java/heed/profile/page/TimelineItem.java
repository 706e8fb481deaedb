package heed.profile.page;

import heed.ledger.HistoryItem;
import heed.ledger.LedgerEntry;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An entry of a person's timeline.
///
/// @param entry as the history shows it
/// @param switches codes of the switches that a choice names; empty for what is no choice
/// @param ofAddress does the choice also mark the addresses?
/// @param reason why, or null
/// @param proof what else came with it, a line for each value
/// @param delivery the number of the delivery it came from, or null
record TimelineItem(HistoryItem entry, List<String> switches, boolean ofAddress, @Nullable String reason,
        List<String> proof, @Nullable String delivery) {

    private static final String REASON = "reason";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    static TimelineItem of(LedgerEntry entry) {
        HistoryItem item = HistoryItem.of(entry);
        JsonNode choice = entry.change().path("choice");
        List<String> switches = choice.path("switches").valueStream().map(JsonNode::asString).toList();
        List<String> proof = item.proof().stream().filter(line -> !line.startsWith(REASON + ": ")).toList();
        boolean ofAddress = text(choice, "scope").filter("address"::equals).isPresent();
        return new TimelineItem(item, switches, ofAddress, reason(entry.evidence()).orElse(null), proof,
                text(entry.evidence(), "delivery").filter(id -> NUMBER.matcher(id).matches()).orElse(null));
    }

    /// Why, where the evidence says it.
    static Optional<String> reason(ObjectNode evidence) {
        return text(evidence, REASON).filter(why -> !why.isBlank());
    }

    private static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() || value.isNumber() ? Optional.of(value.asString()) : Optional.empty();
    }
}
