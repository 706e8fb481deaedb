package heed.operator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API key as it is listed: everything but the key.
///
/// @param id its number
/// @param label what its maker called it
/// @param scopes codes, see [Scope]
/// @param createdAt when it was made
/// @param lastUsedAt to about a minute; null: never
record ApiKey(String id, String label, List<String> scopes, Instant createdAt, @Nullable Instant lastUsedAt) {}
