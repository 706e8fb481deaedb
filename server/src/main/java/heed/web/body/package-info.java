/// Bodies of requests: read once with a limit, checked, and read again.
@NullMarked
package heed.web.body;

import org.jspecify.annotations.NullMarked;
