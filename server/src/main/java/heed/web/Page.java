package heed.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list, as every list answers.
///
/// @param items in the list's order
/// @param nextCursor where the next page begins; null: this was the last
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
