package heed.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;

/// What [Idempotency#claim] found: the first time, or a repeat.
public sealed interface Claim {

    /// The first time, or no key was given. Do the work and [#remember] what it made, in the same transaction.
    ///
    /// @param store keeps the reference
    record Fresh(Consumer<String> store) implements Claim {

        /// Keeps what a repeat shall be answered from: the id of the import, of the chunk.
        public void remember(String reference) {
            store.accept(reference);
        }
    }

    /// The same request came before.
    ///
    /// @param reference what was remembered then
    record Repeat(String reference) implements Claim {

        /// Says in the answer that it is a repeat.
        public void mark(HttpServletResponse response) {
            response.setHeader(Idempotency.REPLAYED, "true");
        }
    }
}
