package heed.delivery.recipient;

import heed.delivery.AnalysisStore;
import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.delivery.Delivery.Plan;
import heed.delivery.analysis.Engine;
import heed.delivery.analysis.index.ProfileIndex;
import heed.rules.Channel;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/// The target as a look: any number of times, nothing is recorded. Whoever the present state excludes is left out of
/// it; nobody is added.
@Component
class TargetLook {
    private static final int BATCH = 50_000;

    private final Deliveries deliveries;
    private final AnalysisStore analyses;
    private final ProfileIndex index;
    private final TargetStore store;
    private final Clock clock;

    TargetLook(Deliveries deliveries, AnalysisStore analyses, ProfileIndex index, TargetStore store, Clock clock) {
        this.deliveries = deliveries;
        this.analyses = analyses;
        this.index = index;
        this.store = store;
        this.clock = clock;
    }

    /// Reads a batch ahead while the one before is written. Who reads slowly holds no connection: each batch is whole
    /// before it is written.
    void stream(Looked looked, LineFormat format, HttpServletResponse response) throws IOException {
        response.setContentType(format.type());
        OutputStream out = response.getOutputStream();
        out.write(format.header());
        Optional<Ahead> next = ahead(looked, format);
        while (next.isPresent()) {
            ByteArrayOutputStream lines = next.get().await();
            next = ahead(looked, format);
            lines.writeTo(out);
        }
        out.flush();
    }

    private Optional<Ahead> ahead(Looked looked, LineFormat format) {
        if (!looked.batches().hasNext()) {
            return Optional.empty();
        }
        int[] ids = looked.next();
        Channel channel = looked.plan().channel();
        return Optional.of(new Ahead(CompletableFuture.supplyAsync(() -> store.lines(ids, channel, format),
                Thread::startVirtualThread)));
    }

    /// A batch that is being read.
    private record Ahead(CompletableFuture<ByteArrayOutputStream> lines) {

        ByteArrayOutputStream await() {
            try {
                return lines.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }
    }

    /// Who is in it now: read once, from the beginning to the end.
    record Looked(Plan plan, BatchIterator batches) {

        private int[] next() {
            int[] batch = new int[BATCH];
            return Arrays.copyOf(batch, batches.nextBatch(batch));
        }
    }

    /// Decides on the present state who is left.
    ///
    /// @throws Problem 404 without such a delivery, or without an analysis
    Looked look(long id) {
        Delivery delivery = deliveries.get(id);
        if (!delivery.state().analysed()) {
            throw Problem.notFound("the delivery has no analysis");
        }
        Plan plan = delivery.plan();
        RoaringBitmap target = analyses.target(id);
        RoaringBitmap present = index.ask(view -> Engine.analyse(plan.typology(),
                view.facts(plan.channel(), plan.serviceId(), clock.instant()), target).target());
        return new Looked(plan, present.getBatchIterator());
    }
}
