/// Heed over HTTP against the least that an endpoint in the same server can do: one INSERT, one SELECT.
///
/// Both sides share the server, the connection pool, the settings, the API key and the client. [ProbeApi] is the
/// least; [HttpRow] asks both by turns.
@NullMarked
package heed.benchmarks.http;

import org.jspecify.annotations.NullMarked;
