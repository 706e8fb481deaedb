package heed.delivery.exclusion;

import heed.delivery.exclusion.ExclusionLog.Exclusion;
import heed.delivery.exclusion.ExclusionLog.Opened;
import heed.web.CsvAnswer;
import heed.web.Page;
import heed.web.Paging;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The exclusion log: who was left out and every cause, in order of profile id.
@RestController
@RequestMapping("/api/v1/deliveries/{id}/exclusions")
class ExclusionApi {
    private final ExclusionLog log;
    private final ExclusionCsv csv;

    ExclusionApi(ExclusionLog log, ExclusionCsv csv) {
        this.log = log;
        this.csv = csv;
    }

    /// An exclusion as it is answered.
    record Shown(String profile, @Nullable String address, boolean addressChanged, String cause, List<String> causes,
            String phase) {

        static Shown of(Exclusion from) {
            return new Shown(from.profile(), from.address(), from.addressChanged(), from.cause(), from.causes(),
                    from.phase());
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Shown[" + cause + ", " + phase + "]";
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
        Page<Exclusion> page = paging.page(log.read(opened, opened.page(after, paging.fetch())),
                exclusion -> List.of(exclusion.id()));
        return new Page<>(page.items().stream().map(Shown::of).toList(), page.nextCursor());
    }

    /// All rows of the filter.
    @GetMapping(produces = CsvAnswer.TYPE)
    void csv(@PathVariable long id, @RequestParam @Nullable String cause, @RequestParam @Nullable String matching,
            @RequestParam @Nullable String only, @RequestParam @Nullable String q,
            @RequestParam @Nullable String phase, HttpServletResponse response) throws IOException {
        Opened opened = log.open(id, ExclusionFilter.of(cause, matching, only, q, phase));
        csv.write(opened, response);
    }
}
