package heed.delivery.recipient;

import heed.delivery.AnalysisStore;
import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.delivery.Delivery.Plan;
import heed.delivery.analysis.Engine;
import heed.delivery.analysis.index.ProfileIndex;
import heed.web.CsvAnswer;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The target as a look: any number of times, nothing is recorded. Whoever the present state excludes is left out of
/// it; nobody is added.
@RestController
@RequestMapping("/api/v1/deliveries/{id}/target")
class TargetApi {
    private static final int BATCH = 20_000;

    private final Deliveries deliveries;
    private final AnalysisStore analyses;
    private final ProfileIndex index;
    private final RecipientStore recipients;
    private final JsonMapper json;
    private final Clock clock;

    TargetApi(Deliveries deliveries, AnalysisStore analyses, ProfileIndex index, RecipientStore recipients,
            JsonMapper json, Clock clock) {
        this.deliveries = deliveries;
        this.analyses = analyses;
        this.index = index;
        this.recipients = recipients;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    void ndjson(@PathVariable long id, HttpServletResponse response) throws IOException {
        Looked looked = look(id);
        response.setContentType(RecipientWriter.NDJSON);
        RecipientWriter out = new RecipientWriter(response.getOutputStream(), json);
        while (looked.batches().hasNext()) {
            out.json(recipients.recipients(looked.next(), looked.plan().channel()));
        }
        out.flush();
    }

    @GetMapping(produces = CsvAnswer.TYPE)
    void csv(@PathVariable long id, HttpServletResponse response) throws IOException {
        Looked looked = look(id);
        response.setContentType(CsvAnswer.TYPE + ";charset=UTF-8");
        RecipientWriter out = new RecipientWriter(response.getOutputStream(), json);
        out.csvHeader();
        while (looked.batches().hasNext()) {
            out.csv(recipients.recipients(looked.next(), looked.plan().channel()));
        }
        out.flush();
    }

    private record Looked(Plan plan, BatchIterator batches) {

        int[] next() {
            int[] batch = new int[BATCH];
            return Arrays.copyOf(batch, batches.nextBatch(batch));
        }
    }

    private Looked look(long id) {
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
