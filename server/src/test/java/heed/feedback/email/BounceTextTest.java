package heed.feedback.email;

import static org.assertj.core.api.Assertions.assertThat;

import heed.feedback.mime.HeaderFields;
import heed.feedback.mime.ParsedMail;
import heed.feedback.mime.ParsedMail.Part;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BounceTextTest {

    @Test
    void whatIsSaidAboutEachOfManyAddressesIsBoundedWhateverTheTextIs() {
        List<String> all = IntStream.range(0, 600).mapToObj(i -> "a" + i + "@b.example").toList();
        String text = String.join(" ", all) + "\n" + ("The mailbox is full. ".repeat(370) + "\n").repeat(399);

        Map<String, String> about = text(text).about(all);

        assertThat(about).hasSize(600);
        assertThat(about.values()).allSatisfy(said -> assertThat(said).startsWith("a0@b.example a1@b.example")
                .hasSizeLessThanOrEqualTo(BounceText.LONGEST_SAID));
    }

    @Test
    void eachAddressHasItsOwnLinesUpToAnother() {
        BounceText text = text("""
                <a@b.example>: 550 user unknown
                gone for good
                <c@d.example>: 452 mailbox full
                """);

        assertThat(text.about(List.of("A@b.example", "c@d.example", "e@f.example")))
                .containsEntry("A@b.example", "<a@b.example>: 550 user unknown\ngone for good\n")
                .containsEntry("c@d.example", "<c@d.example>: 452 mailbox full\n").containsEntry("e@f.example", "");
    }

    private static BounceText text(String words) {
        return new BounceText(PatternSet.standard(), new ParsedMail(HeaderFields.NONE, "text/plain",
                List.of(new Part("text/plain", words)), HeaderFields.NONE));
    }
}
