package heed.benchmarks.http;

import heed.benchmarks.http.Connection.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Analyses without pause: what-ifs of a delivery, one after the other, until closed.
///
/// @param count how many there were
/// @param failure what ended them before their time; holds null: nothing
record Analyses(AtomicBoolean stopped, AtomicLong count, AtomicReference<@Nullable Throwable> failure,
        Thread thread) implements AutoCloseable {

    static Analyses start(Load load, String delivery) {
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicLong count = new AtomicLong();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofVirtual().uncaughtExceptionHandler((_, e) -> failure.set(e)).start(() -> {
            try (Connection connection = new Connection(load.port(), load.key())) {
                while (!stopped.get()) {
                    connection.send(new Request("POST", "/api/v1/deliveries/" + delivery + "/what-if",
                            "{\"without\":[\"opted_out\"]}"));
                    count.incrementAndGet();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Analyses(stopped, count, failure, thread);
    }

    /// @throws IllegalStateException where there were none for some of the time: what was measured beside them says nothing
    @Override
    public void close() {
        stopped.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Throwable ended = failure.get();
        if (ended != null || count.get() == 0) {
            throw new IllegalStateException("no analyses ran beside it", ended);
        }
    }
}
