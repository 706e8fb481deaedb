package heed.exchange.profiles;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A profile that a row changes, as it will be.
///
/// @param before as it is
/// @param row the row that changes it
/// @param attributes afterwards
/// @param texts afterwards
/// @param channels whose addresses change
/// @param addresses the addresses of those channels afterwards
record ProfileChange(ExistingProfile before, ProfileRow row, ObjectNode attributes, Map<String, String> texts,
        Set<Integer> channels, List<ExistingProfile.Used> addresses) {

    /// JSON values compare as PostgreSQL does: 1e2 is 100.
    private static final Comparator<JsonNode> SAME = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    /// Does the row change anything? Reviving does.
    boolean isChange() {
        return before.deleted() || !channels.isEmpty() || !attributes.equals(SAME, before.attributes())
                || !texts.equals(before.texts());
    }

    /// Afterwards: a revived profile may wait for its double opt-in; nothing else changes that.
    boolean unconfirmed() {
        return before.unconfirmed() || (before.deleted() && row.unconfirmed());
    }
}
