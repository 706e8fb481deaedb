package heed.quarantine.release;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.quarantine.release.BulkRelease.Filter;
import heed.quarantine.release.BulkRelease.Released;
import heed.web.Problem;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Bulk release and sweep (4-api "Quarantine").
@RestController
@RequestMapping("/api/v1/quarantine")
class ReleaseApi {

    private final BulkRelease releases;
    private final Sweep sweep;

    ReleaseApi(BulkRelease releases, Sweep sweep) {
        this.releases = releases;
        this.sweep = sweep;
    }

    /// What a release says; `dryRun` only counts.
    record Release(@Nullable String channel, @Nullable String domain, @Nullable String errorTextContains,
            @Nullable String errorReason, @Nullable Instant from, @Nullable Instant to, @Nullable String reason,
            @Nullable Boolean dryRun) {}

    /// How many errors the sweep wrote off.
    record Swept(int faded) {}

    @PostMapping("/release")
    Released release(@RequestBody Release body, @Nullable Principal principal) {
        Filter filter = filter(body);
        if (filter.isEmpty()) {
            throw Problem
                    .badRequest("say what to release: channel, domain, errorTextContains, errorReason, from or to");
        }
        return Boolean.TRUE.equals(body.dryRun())
                ? new Released(releases.count(filter), null)
                : releases.release(filter, Actor.of(principal), body.reason());
    }

    @PostMapping("/sweep")
    Swept sweep(@Nullable Principal principal) {
        return new Swept(sweep.sweep(Actor.of(principal), Source.OPERATOR));
    }

    private static Filter filter(Release body) {
        return Filter.of(body.channel(), body.domain(), body.errorTextContains(), body.errorReason(), body.from(),
                body.to());
    }
}
