package heed.operator;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/// A line of the table of routes, as people read it.
///
/// @param method null: every method
/// @param path as a pattern
/// @param asks what it asks for
record RouteLine(@Nullable HttpMethod method, String path, String asks) {}
