package heed.delivery;

import heed.delivery.Analyser.Outcome;
import heed.delivery.Analysis.Result;
import heed.delivery.Delivery.Plan;
import heed.delivery.analysis.Waterfall;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Prepares deliveries: runs their analyses, one at a time for each delivery, and keeps the results.
///
/// A preparation commits twice: when it begins, so that everybody sees it and a repeat finds it, and when its result
/// is there. An analysis whose server is gone is marked failed, by whichever server of the database finds it, its delivery
/// a draft again.
@Component
class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    private static final double HALF = 0.5;
    /// Progress is written for those who look while it runs. Nobody looks sooner, and each writing waits for the disk.
    private static final Duration SHOWN_AFTER = Duration.ofMillis(500);

    private final DeliveryStore deliveries;
    private final AnalysisStore analyses;
    private final RunningAnalyses runs;
    private final Analyser analyser;
    private final LedgerStore ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Long, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    /// Deliveries by analysis that failed here, or may have been begun for nobody, and are not marked yet.
    private final Map<Long, Long> unsettled = new ConcurrentHashMap<>();

    Preparation(DeliveryStore deliveries, AnalysisStore analyses, RunningAnalyses runs, Analyser analyser,
            LedgerStore ledger, TransactionTemplate transaction, Clock clock) {
        this.deliveries = deliveries;
        this.analyses = analyses;
        this.runs = runs;
        this.analyser = analyser;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Tells of an analysis that the caller's transaction begins. Where nobody can say whether its commit was kept, nobody
    /// runs it: it is marked failed as soon as the database answers.
    void begins(long delivery, long analysis) {
        runs.hold(analysis);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    unsettled.put(analysis, delivery);
                    runs.release(analysis);
                }
            }
        });
    }

    /// Sets an analysis going for a delivery that [AnalysisStore#begin] has been called for, after its commit.
    void start(long delivery, long analysis, Plan plan, Actor actor) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        running.put(analysis, ended);
        var _ = CompletableFuture.runAsync(() -> run(delivery, analysis, plan, actor), executor)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.error("The analysis of delivery {} failed", delivery, failure);
                        unsettled.put(analysis, delivery);
                        settleFailed();
                    }
                }).whenComplete((done, failure) -> {
                    runs.release(analysis);
                    running.remove(analysis);
                    ended.complete(null);
                });
    }

    /// Marks those that failed; while the database is away, which may be why they failed, again and again.
    @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
    void settleFailed() {
        unsettled.forEach((analysis, delivery) -> {
            fail(delivery, analysis, "the analysis failed; the server's log says why");
            unsettled.remove(analysis);
        });
    }

    /// Waits for an analysis to end, but not long; returns at once when it does not run here.
    void await(long analysis, Duration patience) {
        CompletableFuture<Void> ended = running.getOrDefault(analysis, CompletableFuture.completedFuture(null));
        // A copy: a timeout must not complete the analysis for everybody else who waits.
        ended.copy().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /// What a server that is gone left unfinished will never be finished.
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelay = 10_000, initialDelay = 10_000)
    void settleInterrupted() {
        analyses.running().forEach((delivery, analysis) -> transaction.executeWithoutResult(_ -> {
            if (!running.containsKey(analysis) && runs.isAbandoned(analysis)) {
                fail(delivery, analysis, "the server ended while the analysis ran");
            }
        }));
    }

    @PreDestroy
    void finish() {
        executor.close();
    }

    private void run(long delivery, long analysis, Plan plan, Actor actor) {
        Instant begun = clock.instant();
        Outcome outcome = analyser.analyse(plan);
        Waterfall waterfall = outcome.waterfall();
        Instant ended = clock.instant();
        Result result = new Result(outcome.position(), outcome.moment(), outcome.counts(), ended,
                Duration.between(begun, ended).toMillis());
        if (ended.isAfter(begun.plus(SHOWN_AFTER))) {
            analyses.progress(analysis, HALF);
        }
        transaction.executeWithoutResult(_ -> {
            deliveries.lock(delivery);
            if (!analyses.done(analysis, result, waterfall, DeliveryView.typology(plan.typology()).toString(),
                    AudienceJson.write(plan.audience()).toString())) {
                LOG.warn("The analysis of delivery {} was given up before it was done", delivery);
                return;
            }
            deliveries.state(delivery, DeliveryState.PREPARED);
            ledger.append(Entry.of(Kind.ANALYSIS_MADE, ended, actor, actor.source())
                    .change(null, DeliveryView.made(delivery, plan, result)));
        });
    }

    private void fail(long delivery, long analysis, String why) {
        transaction.executeWithoutResult(_ -> {
            deliveries.lock(delivery);
            if (analyses.failed(analysis, why)) {
                deliveries.state(delivery, DeliveryState.DRAFT);
            }
        });
    }
}
