package heed.console;

import heed.delivery.AnalysisStore;
import heed.delivery.DeliveryStore;
import heed.delivery.reach.Reach;
import heed.exchange.ImportStore;
import heed.feedback.FeedbackState;
import heed.feedback.InboxStore;
import heed.feedback.hook.RefusedHooks;
import heed.feedback.storm.Storms;
import heed.landingpage.LandingPageStore;
import heed.ledger.trend.Happening;
import heed.ledger.trend.Trend;
import heed.ledger.trend.TrendStore;
import heed.link.PublicLimits;
import heed.mail.Outbox;
import heed.operator.people.Exposure;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/`: whom Heed may contact, what happened lately, what needs attention; on a new instance, what to do first.
///
/// Whatever its size: people are counted in the profile index, days from sums by quarter of an hour
/// (`heed.ledger.trend`), failures in tables that stay short.
@Pages
class OverviewPages {
    private static final int FEW_DAYS = 30;
    private static final int MANY_DAYS = 90;
    private static final Duration LATELY = Duration.ofDays(30);
    private static final int MOST = 5;

    /// Beyond so many, their number does not matter.
    private static final int MANY = 1_000;

    private final Reach reach;
    private final TrendStore trends;
    private final TrendChart chart;
    private final ImportStore imports;
    private final AnalysisStore analyses;
    private final DeliveryStore deliveries;
    private final LandingPageStore pages;
    private final Outbox outbox;
    private final Exposure exposure;
    private final Storms storms;
    private final InboxStore inbox;
    private final RefusedHooks refusals;
    private final PublicLimits limits;
    private final Clock clock;

    OverviewPages(Reach reach, TrendStore trends, TrendChart chart, ImportStore imports, AnalysisStore analyses,
            DeliveryStore deliveries, LandingPageStore pages, Outbox outbox, Exposure exposure, Storms storms,
            InboxStore inbox, RefusedHooks refusals, PublicLimits limits, Clock clock) {
        this.reach = reach;
        this.trends = trends;
        this.chart = chart;
        this.imports = imports;
        this.analyses = analyses;
        this.deliveries = deliveries;
        this.pages = pages;
        this.outbox = outbox;
        this.exposure = exposure;
        this.storms = storms;
        this.inbox = inbox;
        this.refusals = refusals;
        this.limits = limits;
        this.clock = clock;
    }

    @Bean
    static MenuItem overviewMenu() {
        return new MenuItem(0, "/", "overview.overview", "home");
    }

    /// @param days how many days back: 90, else 30
    @GetMapping("/")
    String overview(@RequestParam(required = false) @Nullable String days, ZoneId zone, Locale locale, Model model) {
        int back = Integer.toString(MANY_DAYS).equals(days) ? MANY_DAYS : FEW_DAYS;
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Trend trend = trends.days(today.minusDays(back - 1L), today, zone);
        Reach.@Nullable Now now = people(model);
        model.addAttribute("delivered", deliveries.any());
        model.addAttribute("days", back);
        model.addAttribute("ranges", List.of(FEW_DAYS, MANY_DAYS));
        model.addAttribute("trend", trend);
        model.addAttribute("happenings", Happening.values());
        model.addAttribute("chart", chart.chart(trend, locale));
        model.addAttribute("lines", TrendChart.lines(trend, locale));
        model.addAttribute("attention", new Attention(exposure.isOpen(),
                imports.failed(clock.instant().minus(LATELY), MOST), analyses.failed(MOST), besideOptedOut(now),
                new Attention.Feedback(storms.open(), inbox.open(FeedbackState.REVIEW, MANY),
                        inbox.open(FeedbackState.FAILED, MANY), refusals.lately()),
                pages.unusable(clock.instant(), MOST), outbox.failed(), limits.withheld()));
        return "console/overview";
    }

    /// The part that waits while the profile index is being loaded.
    @GetMapping("/overview/people")
    String waiting(Model model) {
        people(model);
        return "console/overview :: people";
    }

    private Reach.@Nullable Now people(Model model) {
        double loaded = reach.loaded();
        Reach.@Nullable Now now = loaded < 1 ? null : reach.now();
        model.addAttribute("loaded", loaded);
        model.addAttribute("now", now);
        return now;
    }

    private static List<Reach.OnChannel> besideOptedOut(Reach.@Nullable Now now) {
        return now == null
                ? List.of()
                : now.channels().stream().filter(channel -> channel.besideOptedOut() > 0).toList();
    }
}
