package heed.benchmarks;

import java.util.List;

/// Measures one thing on a running Heed and gives a figure for each line of the table.
///
/// Must leave the population as it found it, as far as the rows after it can tell, and throw when the sides do not
/// give the same answer.
public interface Row {

    /// Measures.
    ///
    /// @throws DifferentAnswers when two sides do not say the same
    List<Figure> measure(Setting setting) throws Exception;

    /// Two sides answered the same question differently: none of the figures is to be believed.
    final class DifferentAnswers extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /// What each side said.
        public DifferentAnswers(String question, Object heed, Object peer) {
            super("different answers to " + question + ": Heed " + heed + ", the other side " + peer);
        }

        /// Throws unless both are equal.
        public static void check(String question, Object heed, Object peer) {
            if (!heed.equals(peer)) {
                throw new DifferentAnswers(question, heed, peer);
            }
        }
    }
}
