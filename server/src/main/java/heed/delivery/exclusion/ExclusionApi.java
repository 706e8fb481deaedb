package heed.delivery.exclusion;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.delivery.exclusion.ExclusionLog.Exclusion;
import heed.delivery.exclusion.ExclusionLog.Opened;
import heed.web.CsvAnswer;
import heed.web.Page;
import heed.web.Paging;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The exclusion log: who was left out and every cause, in order of profile id.
@RestController
@RequestMapping("/api/v1/deliveries/{id}/exclusions")
class ExclusionApi {
    private static final int BATCH = 5000;

    private final ExclusionLog log;

    ExclusionApi(ExclusionLog log) {
        this.log = log;
    }

    /// An exclusion as it is answered.
    record Shown(String profile, @Nullable String address, boolean addressChanged, String cause, List<String> causes,
            String phase) {

        static Shown of(Exclusion from) {
            return new Shown(from.profile(), from.address(), from.addressChanged(), from.cause(), from.causes(),
                    from.phase());
        }

        List<@Nullable Object> cells() {
            return Arrays.asList(profile, address, addressChanged, cause, causes, phase);
        }
    }

    @GetMapping
    Page<Shown> list(@PathVariable long id, @RequestParam @Nullable String cause,
            @RequestParam @Nullable String matching, @RequestParam @Nullable String only,
            @RequestParam @Nullable String q, @RequestParam @Nullable String phase,
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor, "exclusions", id, cause, matching, only, q, phase);
        int after = paging.afterId();
        Opened opened = log.open(id, ExclusionFilter.of(cause, matching, only, q, phase), after, paging.fetch());
        int[] ids = after(opened.profiles(), after, paging.fetch());
        Page<Exclusion> page = paging.page(log.read(opened, ids), exclusion -> List.of(exclusion.id()));
        return new Page<>(page.items().stream().map(Shown::of).toList(), page.nextCursor());
    }

    /// All rows of the filter.
    @GetMapping(produces = CsvAnswer.TYPE)
    void csv(@PathVariable long id, @RequestParam @Nullable String cause, @RequestParam @Nullable String matching,
            @RequestParam @Nullable String only, @RequestParam @Nullable String q,
            @RequestParam @Nullable String phase, HttpServletResponse response) throws IOException {
        Opened opened = log.open(id, ExclusionFilter.of(cause, matching, only, q, phase));
        response.setContentType(CsvAnswer.TYPE + ";charset=UTF-8");
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
        out.write(CsvAnswer.line(List.of("profile", "address", "addressChanged", "cause", "causes", "phase")));
        BatchIterator batches = opened.profiles().getBatchIterator();
        int[] batch = new int[BATCH];
        while (batches.hasNext()) {
            for (Exclusion exclusion : log.read(opened, Arrays.copyOf(batch, batches.nextBatch(batch)))) {
                out.write(CsvAnswer.line(Shown.of(exclusion).cells()));
            }
        }
        out.flush();
    }

    private static int[] after(RoaringBitmap profiles, int after, int most) {
        PeekableIntIterator ids = profiles.getIntIterator();
        ids.advanceIfNeeded(after + 1);
        int[] page = new int[most];
        int size = 0;
        while (size < most && ids.hasNext()) {
            page[size++] = ids.next();
        }
        return Arrays.copyOf(page, size);
    }
}
