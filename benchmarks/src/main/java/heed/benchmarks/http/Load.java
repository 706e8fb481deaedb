package heed.benchmarks.http;

import heed.benchmarks.http.Connection.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Clients that each send one request after the other, as fast as they are answered.
///
/// @param port of the server
/// @param key an API key
/// @param clients how many
/// @param warmUp not measured
/// @param measured what counts
record Load(int port, String key, int clients, Duration warmUp, Duration measured) {

    /// What came of it.
    ///
    /// @param perSecond answers a second, of all clients
    /// @param p50 median, in milliseconds
    /// @param p99 in milliseconds
    record Figures(double perSecond, double p50, double p99) {}

    /// Sends requests; each client has randomness of its own, always the same.
    Figures run(Function<SplittableRandom, Request> requests) throws InterruptedException {
        long start = System.nanoTime() + warmUp.toNanos();
        long end = start + measured.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<long[]>> all = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                SplittableRandom random = new SplittableRandom(client * 7919L + System.nanoTime());
                all.add(() -> client(requests, random, start, end));
            }
            List<long[]> times = new ArrayList<>();
            for (Future<long[]> client : threads.invokeAll(all)) {
                times.add(client.get());
            }
            return figures(times.stream().flatMapToLong(Arrays::stream).sorted().toArray());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private long[] client(Function<SplittableRandom, Request> requests, SplittableRandom random, long start, long end) {
        long[] times = new long[1024];
        int count = 0;
        try (Connection connection = new Connection(port, key)) {
            for (long now = System.nanoTime(); now < end;) {
                connection.send(requests.apply(random));
                long then = now;
                now = System.nanoTime();
                if (then >= start) {
                    times = count < times.length ? times : Arrays.copyOf(times, count * 2);
                    times[count++] = now - then;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(times, count);
    }

    private Figures figures(long[] sorted) {
        return new Figures(sorted.length * 1e9 / measured.toNanos(), sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6);
    }
}
