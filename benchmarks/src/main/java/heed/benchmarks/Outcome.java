package heed.benchmarks;

import java.util.Map;

/// What an engine answered: equal outcomes are the same division of the audience, but for colliding sums.
///
/// @param target how many are left
/// @param targetIds the sum of their ids
/// @param deciding by cause: how many it decides
/// @param decidingIds by cause: the sum of their ids
public record Outcome(long target, long targetIds, Map<String, Long> deciding, Map<String, Long> decidingIds) {

    public Outcome {
        deciding = Map.copyOf(deciding);
        decidingIds = Map.copyOf(decidingIds);
    }
}
