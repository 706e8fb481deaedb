package heed.delivery.exclusion;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.delivery.exclusion.ExclusionLog.Exclusion;
import heed.delivery.exclusion.ExclusionLog.Opened;
import heed.web.CsvAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BatchIterator;
import org.springframework.stereotype.Component;

/// An opened log, all of it, as CSV: read and written batch by batch.
@Component
class ExclusionCsv {
    private static final int BATCH = 5000;
    private static final List<String> HEADER = List.of("profile", "address", "addressChanged", "cause", "causes",
            "phase");

    private final ExclusionLog log;

    ExclusionCsv(ExclusionLog log) {
        this.log = log;
    }

    void write(Opened opened, HttpServletResponse response) throws IOException {
        response.setContentType(CsvAnswer.TYPE + ";charset=UTF-8");
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
        out.write(CsvAnswer.line(HEADER));
        BatchIterator batches = opened.profiles().getBatchIterator();
        int[] batch = new int[BATCH];
        while (batches.hasNext()) {
            for (Exclusion exclusion : log.read(opened, Arrays.copyOf(batch, batches.nextBatch(batch)))) {
                out.write(CsvAnswer.line(cells(exclusion)));
            }
        }
        out.flush();
    }

    private static List<@Nullable Object> cells(Exclusion from) {
        return Arrays.asList(from.profile(), from.address(), from.addressChanged(), from.cause(), from.causes(),
                from.phase());
    }
}
