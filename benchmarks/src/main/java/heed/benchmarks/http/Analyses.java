package heed.benchmarks.http;

import heed.benchmarks.http.Connection.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Analyses without pause: what-ifs of a delivery, one after the other, until closed.
record Analyses(AtomicBoolean stopped, Thread thread) implements AutoCloseable {

    static Analyses start(Load load, String delivery) {
        AtomicBoolean stopped = new AtomicBoolean();
        Thread thread = Thread.ofVirtual().start(() -> {
            try (Connection connection = new Connection(load.port(), load.key())) {
                while (!stopped.get()) {
                    connection.send(new Request("POST", "/api/v1/deliveries/" + delivery + "/what-if",
                            "{\"without\":[\"opted_out\"]}"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Analyses(stopped, thread);
    }

    @Override
    public void close() {
        stopped.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
