package heed.subscription.page;

import heed.ledger.LedgerReadStore;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceLinks;
import heed.subscription.ServiceStore;
import heed.subscription.growth.GrowthDay;
import heed.subscription.growth.GrowthStore;
import heed.subscription.growth.Standing;
import heed.subscription.service.ServiceChanges;
import heed.web.Page;
import heed.web.Paging;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// `/services`: what people can subscribe to; `/services/{name}`: one of them with its figures, its growth and what
/// happened to it last.
///
/// Whatever the number of subscribers: figures are sums by day (`heed.subscription.growth`), a few thousand rows a
/// service by service_days_pkey; entries come by ledger_service, a page at a time.
@Pages
class ServicePages {
    private static final int ORDER = 15;
    private static final int LATEST = 8;
    private static final List<Integer> RANGES = List.of(30, 90, 365);

    private final ServiceStore services;
    private final GrowthStore growth;
    private final GrowthChart chart;
    private final LedgerReadStore ledger;
    private final ObjectProvider<ServiceLinks> links;

    ServicePages(ServiceStore services, GrowthStore growth, GrowthChart chart, LedgerReadStore ledger,
            ObjectProvider<ServiceLinks> links) {
        this.services = services;
        this.growth = growth;
        this.chart = chart;
        this.ledger = ledger;
        this.links = links;
    }

    @Bean
    static MenuItem serviceMenu() {
        return new MenuItem(ORDER, "/services", "subscription.services", "bell");
    }

    /// A service of the list.
    ///
    /// @param validity how long a subscription lasts, null: for ever
    record Line(ServiceDefinition service, @Nullable Validity validity, Standing standing) {}

    @GetMapping("/services")
    String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
        Paging paging = Paging.of(null, cursor, "services-page");
        String after = paging.after().isEmpty() ? "" : paging.after().getFirst();
        Page<ServiceDefinition> found = paging.page(services.list(after, paging.fetch()), one -> List.of(one.name()));
        Map<Integer, Standing> standing = growth
                .standing(found.items().stream().map(ServiceDefinition::id).toList());
        List<Line> lines = new ArrayList<>();
        found.items().forEach(one -> lines.add(new Line(one, Validity.of(one.validity()),
                Objects.requireNonNullElse(standing.get(one.id()), Standing.NOBODY))));
        model.addAttribute("page", new Page<>(lines, found.nextCursor()));
        return "subscription/list";
    }

    /// @param days how many days back: one of those offered, else the first
    @GetMapping("/services/{name}")
    String show(@PathVariable String name, @RequestParam(required = false) @Nullable String days, Locale locale,
            Model model) {
        ServiceDefinition service = find(name);
        int back = RANGES.stream().filter(range -> range.toString().equals(days)).findFirst()
                .orElse(RANGES.getFirst());
        List<GrowthDay> grown = growth.days(service.id(), back);
        model.addAttribute("service", service);
        model.addAttribute("validity", Validity.of(service.validity()));
        model.addAttribute("standing", standing(service));
        model.addAttribute("links", links.stream().flatMap(one -> one.of(service.id()).stream()).toList());
        model.addAttribute("days", back);
        model.addAttribute("ranges", RANGES);
        model.addAttribute("total", chart.total(grown, locale));
        model.addAttribute("moves", chart.moves(grown, locale));
        model.addAttribute("lines", GrowthChart.lines(grown, locale));
        model.addAttribute("history", ledger.ofServices(services.everNamed(name), Long.MAX_VALUE, LATEST).stream()
                .map(HistoryLine::of).toList());
        return "subscription/service";
    }

    /// Entries of deleted services of the same name among them.
    @GetMapping("/services/{name}/history")
    String history(@PathVariable String name, @RequestParam(required = false) @Nullable String cursor, Model model) {
        ServiceDefinition service = find(name);
        Paging paging = Paging.of(null, cursor, "service-history-page", name);
        List<HistoryLine> lines = ledger
                .ofServices(services.everNamed(name), paging.afterNumber(Long.MAX_VALUE), paging.fetch()).stream()
                .map(HistoryLine::of).toList();
        model.addAttribute("service", service);
        model.addAttribute("page", paging.page(lines, line -> List.of(line.seq())));
        return "subscription/history";
    }

    private ServiceDefinition find(String name) {
        return services.find(name).orElseThrow(ServiceChanges::unknown);
    }

    private Standing standing(ServiceDefinition service) {
        return Objects.requireNonNullElse(growth.standing(List.of(service.id())).get(service.id()), Standing.NOBODY);
    }
}
