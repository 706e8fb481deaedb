/// What journeys run on: the server, the browser, whoever sits before it, and the list of all pages.
///
/// Started once for all journeys and ended after the last: `Stage`. A test class asks for it by [Journey] and takes
/// what it needs as parameters: [Visitor], [Api], [Stage].
@NullMarked
package heed.e2e.stage;

import org.jspecify.annotations.NullMarked;
