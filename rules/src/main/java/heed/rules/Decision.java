package heed.rules;

import java.util.List;

/// What the rules say about one member of an audience: contacted, or left out with every cause.
public sealed interface Decision {

    /// The person is contacted (unless `duplicate`, which only the whole population can decide).
    record Targeted() implements Decision {}

    /// The person is left out.
    ///
    /// @param causes all causes in order of precedence, never empty; the first one decides
    record Excluded(List<Cause> causes) implements Decision {

        /// @throws IllegalArgumentException without a cause: every exclusion is explained
        public Excluded {
            causes = List.copyOf(causes);
            if (causes.isEmpty()) {
                throw new IllegalArgumentException("an exclusion has a cause");
            }
        }

        /// The deciding cause.
        public Cause deciding() {
            return causes.getFirst();
        }
    }
}
