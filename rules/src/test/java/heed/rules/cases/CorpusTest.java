package heed.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import heed.rules.address.Canonicalised;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Every case of the corpus through the pure rules, and the cases of the shared folder where it lies beside the
/// project.
class CorpusTest {

    private static final Path SHARED = Path.of("../../shared/cases").toAbsolutePath().normalize();

    @TestFactory
    Stream<DynamicTest> analysis() {
        return tests(Corpus.analysis(), AnalysisCase::name, PureChecks::analysis);
    }

    @TestFactory
    Stream<DynamicTest> optOut() {
        return tests(Corpus.optOut(), OptOutCase::name, PureChecks::optOut);
    }

    @TestFactory
    Stream<DynamicTest> quarantine() {
        return tests(Corpus.quarantine(), QuarantineCase::name, PureChecks::quarantine);
    }

    @TestFactory
    Stream<DynamicTest> subscription() {
        return tests(Corpus.subscription(), SubscriptionCase::name, PureChecks::subscription);
    }

    @TestFactory
    Stream<DynamicTest> address() {
        return tests(Corpus.address(), CorpusTest::name, PureChecks::address);
    }

    @TestFactory
    Stream<DynamicTest> sharedCases() {
        Assumptions.assumeTrue(Files.isDirectory(SHARED), "there is no folder " + SHARED);
        return Stream.of(tests(Corpus.analysis(SHARED), AnalysisCase::name, PureChecks::analysis),
                tests(Corpus.optOut(SHARED), OptOutCase::name, PureChecks::optOut),
                tests(Corpus.quarantine(SHARED), QuarantineCase::name, PureChecks::quarantine),
                tests(Corpus.address(SHARED), CorpusTest::name, PureChecks::address)).flatMap(Function.identity());
    }

    @Test
    void noTwoCasesSayTheSame() {
        assertThat(Corpus.analysis()).extracting(AnalysisCase::name).doesNotHaveDuplicates();
        assertThat(Corpus.optOut()).extracting(OptOutCase::name).doesNotHaveDuplicates();
        assertThat(Corpus.quarantine()).extracting(QuarantineCase::name).doesNotHaveDuplicates();
        assertThat(Corpus.subscription()).extracting(SubscriptionCase::name).doesNotHaveDuplicates();
        assertThat(Corpus.address()).extracting(CorpusTest::name).doesNotHaveDuplicates();
    }

    @Test
    void aRejectionNeverRepeatsWhatWasWritten() {
        for (AddressCase one : Corpus.address()) {
            PureAddress.of(one.channel(), one.raw()).ifPresent(result -> {
                if (result instanceof Canonicalised.Rejected(String reason) && one.raw().length() > 7) {
                    assertThat(reason).doesNotContain(one.raw());
                }
            });
        }
    }

    private static String name(AddressCase one) {
        return one.channel().code() + " " + one.region().orElse("") + " "
                + one.raw().replaceAll("\\p{Cntrl}", "?") + " " + one.raw().hashCode();
    }

    private static <T> Stream<DynamicTest> tests(List<T> cases, Function<T, String> name, Check<T> check) {
        return cases.stream().map(one -> dynamicTest(name.apply(one), (Executable) () -> check.of(one)));
    }

    /// Asserts one case.
    private interface Check<T> {

        void of(T one);
    }
}
