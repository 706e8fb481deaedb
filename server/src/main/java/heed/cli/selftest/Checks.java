package heed.cli.selftest;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/// The table of checks: prints each as it is done, and counts.
final class Checks {

    private final PrintWriter out;
    private int done;
    private int failed;

    Checks(PrintWriter out) {
        this.out = out;
    }

    /// One check.
    ///
    /// @param name what holds when it is good
    /// @param problem finds out what is wrong; empty: nothing
    void check(String name, Supplier<Optional<String>> problem) {
        Optional<String> wrong = problem.get();
        done++;
        failed += wrong.isPresent() ? 1 : 0;
        out.println(wrong.map(why -> "FAIL  " + name + ": " + why).orElse("ok    " + name));
        out.flush();
    }

    /// Did all hold?
    boolean end() {
        out.printf("%d checks, %d failed%n", done, failed);
        out.flush();
        return failed == 0;
    }
}
