package heed.delivery.exclusion;

import heed.delivery.AnalysisStore;
import heed.delivery.Delivery;
import heed.delivery.analysis.Waterfall;
import heed.rules.Cause;
import heed.rules.ExclusionRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a prepared delivery has decided about one person: the row of its exclusion log, or that there is none.
@Component
public class Decisions {
    private final AnalysisStore analyses;
    private final ExclusionLog log;
    private final LateExclusionStore late;

    Decisions(AnalysisStore analyses, ExclusionLog log, LateExclusionStore late) {
        this.analyses = analyses;
        this.log = log;
        this.late = late;
    }

    /// Where the person ended up.
    public enum Outcome {
        /// Not in the audience, or dead or unknown when it was prepared.
        STRANGER("stranger"),
        /// In the target.
        TARGETED("targeted"),
        /// Left out by the analysis.
        EXCLUDED("excluded"),
        /// In the target, and left out by the last check before leaving.
        LATE("late");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        /// The code in texts.
        public String code() {
            return code;
        }
    }

    /// What was decided.
    ///
    /// @param causes in order of precedence, none for strangers and the targeted
    /// @param preparedAt when the analysis was made
    public record Decided(Outcome outcome, List<Cause> causes, Instant preparedAt) {

        /// Does the person stand differently by now? A duplicate is decided over the whole audience, and is no
        /// difference.
        ///
        /// @param now codes of the person's causes now, in order of precedence
        public boolean differsFrom(List<String> now) {
            return switch (outcome) {
                case STRANGER -> false;
                case TARGETED -> !now.isEmpty();
                case EXCLUDED, LATE -> causes.getFirst().rule() == ExclusionRule.DUPLICATE
                        ? !now.isEmpty()
                        : now.isEmpty() || !now.getFirst().equals(causes.getFirst().rule().code());
            };
        }
    }

    /// What the delivery's analysis, and its hand-off so far, decided about this profile; empty while it has none.
    public Optional<Decided> about(Delivery delivery, int profile) {
        // Expects the unique index on analyses (delivery_id), the bitmaps once, and late_exclusions_pkey.
        return analyses.find(delivery.id()).filter(_ -> delivery.state().analysed())
                .flatMap(analysis -> Optional.ofNullable(analysis.result()).map(result -> decided(delivery.id(),
                        log.waterfall(analysis.id()), profile, result.preparedAt())));
    }

    private Decided decided(long delivery, Waterfall waterfall, int profile, Instant preparedAt) {
        if (!waterfall.audience().contains(profile)) {
            return new Decided(Outcome.STRANGER, List.of(), preparedAt);
        }
        if (!waterfall.target().contains(profile)) {
            return new Decided(Outcome.EXCLUDED, waterfall.causes(profile), preparedAt);
        }
        var failed = late.find(delivery, new int[]{profile}).get(profile);
        return failed == null
                ? new Decided(Outcome.TARGETED, List.of(), preparedAt)
                : new Decided(Outcome.LATE, failed.causes().stream()
                        .flatMap(code -> ExclusionRule.ofCode(code).map(Cause::of).stream()).toList(), preparedAt);
    }
}
