package heed.delivery;

import heed.delivery.Analyser.Outcome;
import heed.delivery.Analyses.Begun;
import heed.delivery.Analysis.Result;
import heed.delivery.Analysis.State;
import heed.delivery.Delivery.Plan;
import heed.ledger.Actor;
import heed.rules.ExclusionRule;
import heed.rules.Typology;
import heed.web.Claim;
import heed.web.Idempotency;
import heed.web.OwnIdempotency;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Preparing a delivery, reading its analysis, and asking what would be.
@RestController
@RequestMapping("/api/v1/deliveries/{id}")
class AnalysisApi {
    /// How long a request waits for its analysis before it is told where to look.
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] NO_BODY = new byte[0];

    private final Deliveries deliveries;
    private final Analyses analyses;
    private final Preparation preparation;
    private final Analyser analyser;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AnalysisApi(Deliveries deliveries, Analyses analyses, Preparation preparation, Analyser analyser,
            Idempotency idempotency, TransactionTemplate transaction, Clock clock) {
        this.deliveries = deliveries;
        this.analyses = analyses;
        this.preparation = preparation;
        this.analyser = analyser;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// 200 with the result when it is there within two seconds, else 202; one that runs already is waited for.
    @PostMapping("/analysis")
    @OwnIdempotency
    ResponseEntity<ObjectNode> prepare(@PathVariable long id, HttpServletRequest request,
            HttpServletResponse response, Principal caller) {
        Begun begun = transaction.execute(_ -> switch (idempotency.claim(request, NO_BODY)) {
            case Claim.Repeat repeat -> {
                repeat.mark(response);
                yield new Begun(Long.parseLong(repeat.reference()), null);
            }
            case Claim.Fresh fresh -> {
                Begun fromNow = analyses.begin(id);
                fresh.remember(Long.toString(fromNow.analysis()));
                yield fromNow;
            }
        });
        analyses.run(id, begun, Actor.of(caller));
        preparation.await(begun.analysis(), PATIENCE);
        Analysis analysis = analyses.found(id);
        return analysis.state() != State.RUNNING
                ? ResponseEntity.ok(DeliveryView.analysis(analysis))
                : ResponseEntity.status(HttpStatus.ACCEPTED)
                        .location(URI.create("/api/v1/deliveries/" + id + "/analysis"))
                        .body(DeliveryView.analysis(analysis));
    }

    @GetMapping("/analysis")
    ObjectNode analysis(@PathVariable long id) {
        deliveries.get(id);
        return DeliveryView.analysis(analyses.found(id));
    }

    /// The body of a what-if.
    ///
    /// @param without codes of rules to leave out
    /// @param with rules to add: not available yet
    record WhatIf(@Nullable List<@Nullable String> without, @Nullable JsonNode with) {}

    /// The analysis as it would be now without some rules, and how many more it would target. Stores nothing.
    @PostMapping("/what-if")
    ObjectNode whatIf(@PathVariable long id, @RequestBody WhatIf body) {
        Plan plan = deliveries.get(id).plan();
        JsonNode with = body.with();
        if (with != null && !with.isNull() && !with.isArray()) {
            throw Problem.badRequest("with", "must be a list of rules");
        }
        if (with != null && !with.isEmpty()) {
            throw Problem.notAvailable("with", "rules by condition are not available yet");
        }
        Typology without = plan.typology().without(droppable(body.without()));
        Instant begun = clock.instant();
        Analyser.WhatIf whatIf = analyser.whatIf(plan, without);
        Outcome outcome = whatIf.outcome();
        Instant ended = clock.instant();
        Result result = new Result(outcome.position(), outcome.moment(), outcome.counts(), ended,
                Duration.between(begun, ended).toMillis());
        return DeliveryView.analysis(new Analysis(0, State.DONE, 1, null, result))
                .put("gain", result.counts().target() - whatIf.targeted());
    }

    private static Set<ExclusionRule> droppable(@Nullable List<@Nullable String> codes) {
        Set<ExclusionRule> dropped = EnumSet.noneOf(ExclusionRule.class);
        for (String code : codes == null ? List.<@Nullable String>of() : codes) {
            ExclusionRule rule = ExclusionRule.ofCode(String.valueOf(code))
                    .orElseThrow(() -> Problem.badRequest("without", "no rule is called " + code));
            if (!rule.droppable()) {
                throw Problem.badRequest("without", code + " cannot be left out");
            }
            dropped.add(rule);
        }
        return dropped;
    }
}
