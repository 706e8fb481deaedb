/// What integration tests stand on: one embedded PostgreSQL and one whole server per JVM, and a client for its API.
///
/// ```java
/// class ProfilesIT {
///     private final Api api = TestServer.api();
///
///     @Test
///     void anUnknownProfileIsNotFound() {
///         api.get("/profiles/" + Api.segment("a/b")).send().expect(404);
///     }
/// }
/// ```
/// Tests share the database: take keys from [TestServer#unique] and look only at what is yours.
@NullMarked
package heed.testing;

import org.jspecify.annotations.NullMarked;
