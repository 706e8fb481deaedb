package heed.feedback.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// D2 as a table: what an answer and a code mean together (`answers.tsv`).
class JudgeTest {

    private static final Judge JUDGE = new Judge(PatternSet.standard());

    @TestFactory
    List<DynamicTest> eachAnswerMeansWhatItsTableSays() throws IOException {
        return Samples.table("answers.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row.get(0) + " " + row.get(1), () -> check(row))).toList();
    }

    private static void check(List<String> row) {
        String said = row.get(0).equals("-") ? "" : row.get(0);
        Judge.Judgement found = JUDGE.of(said, row.get(1));

        assertThat(List.of(found.type().code(), found.reason().code())).as("by %s", found.line())
                .containsExactly(row.get(2), row.get(3));
    }
}
