/// The API's description: OpenAPI 3.1 at `/api/v1/openapi.json`, and the same as a page at `/docs`.
///
/// Both are made from the controllers; nothing is written twice. The page loads nothing foreign and runs no script.
@NullMarked
package heed.web.docs;

import org.jspecify.annotations.NullMarked;
