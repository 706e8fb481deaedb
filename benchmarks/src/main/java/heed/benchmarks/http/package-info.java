/// Heed over HTTP against the least that an endpoint in the same server can do: one INSERT, one SELECT, one COPY.
///
/// Both sides share the server, the connection pool, the settings, the API key and the client. [ProbeApi] is the
/// least; [HttpBenchmark] starts the server with it and asks both.
@NullMarked
package heed.benchmarks.http;

import org.jspecify.annotations.NullMarked;
