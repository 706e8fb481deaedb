package heed.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The other side may say the same in several ways: the one that is fastest for it counts.
public final class Formulations {

    private Formulations() {
    }

    /// Measures one formulation.
    public interface Measured {
        /// Measures the statements of this file.
        Value of(String file) throws Exception;
    }

    /// Measures each and gives the fastest.
    public static Value best(Progress progress, List<String> files, Measured measured) throws Exception {
        List<Value> values = new ArrayList<>();
        for (String file : files) {
            Value value = measured.of(file);
            progress.say(file + ": " + value.text());
            values.add(value);
        }
        return values.stream().min(Comparator.comparingDouble(Value::median)).orElseThrow();
    }
}
