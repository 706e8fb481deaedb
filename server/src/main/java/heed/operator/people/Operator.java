package heed.operator.people;

import heed.operator.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person who signs in to the console.
///
/// @param id its number
/// @param name what it signs in with
/// @param role what it may do
/// @param createdAt when it was made
/// @param lastSignInAt when it last signed in, null: never
/// @param disabled whether it may no longer sign in
public record Operator(long id, String name, Role role, Instant createdAt, @Nullable Instant lastSignInAt,
        boolean disabled) {}
