package heed.delivery.exclusion;

import heed.delivery.DeliveryState;
import heed.delivery.analysis.CauseSet;
import heed.delivery.exclusion.ExclusionFilter.Phase;
import heed.delivery.exclusion.ExclusionLog.Exclusion;
import heed.delivery.exclusion.ExclusionLog.Opened;
import heed.rules.ExclusionRule;
import heed.web.Code;
import heed.web.Page;
import heed.web.Paging;
import heed.web.page.FormField;
import heed.web.page.PageLink;
import heed.web.page.Pages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/deliveries/{id}/exclusions`: everybody whom a delivery left out, by cause and by person.
@Pages
@RequestMapping("/deliveries/{id:[0-9]{1,18}}")
class ExclusionPages {
    private static final String LIST = "exclusions-page";

    /// A search looks at so many people by key and so many by address. At ten million profiles the beginning of a key may
    /// fit all of them; so many are read from the indexes in some milliseconds.
    private static final int MOST_FOUND = 2000;

    private final ExclusionLog log;
    private final ExclusionCsv csv;

    ExclusionPages(ExclusionLog log, ExclusionCsv csv) {
        this.log = log;
        this.csv = csv;
    }

    /// In which role a cause is asked for.
    enum By {
        /// It is the first cause.
        DECIDING("deciding"),
        /// It is among the causes.
        MATCHING("matching"),
        /// It is the single cause.
        ONLY("only");

        private final String code;

        By(String code) {
            this.code = code;
        }

        /// The code in the page's address.
        public String code() {
            return code;
        }
    }

    /// The filters as the form and the waterfall's figures send them: empty leaves a field open.
    record Query(@Nullable String cause, @Nullable String detail, @Nullable String by, @Nullable String phase,
            @Nullable String person) {

        ExclusionFilter filter() {
            String code = FormField.text(cause);
            By role = Code.optional("by", FormField.text(by), By.values(), By::code).orElse(By.DECIDING);
            return ExclusionFilter.of(role == By.DECIDING ? code : null, role == By.MATCHING ? code : null,
                    role == By.ONLY ? code : null, FormField.text(person), FormField.text(phase))
                    .withDetail(FormField.text(detail));
        }

        Paging paging(long delivery, @Nullable String cursor) {
            return Paging.of(null, cursor, LIST, delivery, cause, detail, by, phase, person);
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Query[" + cause + ", " + by + ", " + phase + "]";
        }
    }

    /// Somebody left out, as a row.
    ///
    /// @param path of the person's page
    /// @param why path of the page that says why
    /// @param others causes beside the deciding one, in order
    record Row(String profile, String path, String why, @Nullable String address, boolean addressChanged,
            String cause, List<String> others, String phase) {

        static Row of(Exclusion from) {
            return new Row(from.profile(), PageLink.toPerson(from.profile()),
                    PageLink.belowPerson(from.profile(), "why"), from.address(), from.addressChanged(),
                    from.cause(), from.causes().subList(1, from.causes().size()), from.phase());
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Row[" + cause + ", " + phase + "]";
        }
    }

    /// Rows come by primary key from the bitmaps of the analysis, which are kept unpacked; a search goes by the indexes on
    /// keys and addresses.
    @GetMapping("/exclusions")
    String list(@PathVariable long id, Query query, @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        Paging paging = query.paging(id, cursor);
        int after = paging.afterId();
        ExclusionFilter filter = query.filter().findingAtMost(MOST_FOUND);
        Opened opened = log.open(id, filter, after, paging.fetch());
        Page<Exclusion> page = paging.page(log.read(opened, opened.page(after, paging.fetch())),
                exclusion -> List.of(exclusion.id()));
        model.addAttribute("delivery", opened.delivery());
        model.addAttribute("query", query);
        model.addAttribute("count", count(opened, filter));
        model.addAttribute("cut", opened.cut() ? MOST_FOUND : null);
        model.addAttribute("page", new Page<>(page.items().stream().map(Row::of).toList(), page.nextCursor()));
        model.addAttribute("detail", detail(opened, FormField.text(query.detail())));
        model.addAttribute("rules", opened.waterfall().rows().stream().map(CauseSet::rule).distinct()
                .map(ExclusionRule::code).toList());
        model.addAttribute("roles", By.values());
        model.addAttribute("phases", Phase.values());
        return "delivery/exclusions";
    }

    /// What the filters show, all of it, as the API's CSV.
    @GetMapping("/exclusions.csv")
    void csv(@PathVariable long id, Query query, HttpServletResponse response) throws IOException {
        Opened opened = log.open(id, query.filter());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("delivery-" + id + "-exclusions.csv").build().toString());
        csv.write(opened, response);
    }

    /// The detail that is asked for, where a cause of this delivery has it.
    private static @Nullable String detail(Opened opened, @Nullable String asked) {
        return asked != null && opened.waterfall().rows().stream().anyMatch(row -> Objects.equals(asked, row.detail()))
                ? asked
                : null;
    }

    /// How many there are: once some have left, late exclusions are known of this page only.
    private static @Nullable Long count(Opened opened, ExclusionFilter filter) {
        boolean known = filter.phase() == Phase.ANALYSIS || opened.delivery().state() == DeliveryState.PREPARED;
        return known && !opened.cut()
                ? opened.profiles().getLongCardinality()
                : null;
    }
}
