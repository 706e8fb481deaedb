package heed.benchmarks.analysis;

import heed.benchmarks.Progress;
import heed.benchmarks.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The other side may say the same in several ways: the one that is fastest for it counts.
final class Formulations {

    private Formulations() {
    }

    /// Measures one formulation.
    interface Measured {
        Value of(String file) throws Exception;
    }

    static Value best(Progress progress, List<String> files, Measured measured) throws Exception {
        List<Value> values = new ArrayList<>();
        for (String file : files) {
            Value value = measured.of(file);
            progress.say(file + ": " + value.text());
            values.add(value);
        }
        return values.stream().min(Comparator.comparingDouble(Value::median)).orElseThrow();
    }
}
