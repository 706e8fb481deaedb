package heed.delivery.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.ExclusionRule;
import heed.rules.SubscriptionStatus;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// Pages say every cause in words; that all languages have them is for `MessagesTest`.
class CauseWordsTest {

    @Test
    void everyCauseHasANameAndASentence() throws IOException {
        Properties texts = texts();

        assertThat(ExclusionRule.values()).allSatisfy(rule -> assertThat(texts).containsKeys(
                "delivery.cause." + rule.code(), "delivery.cause." + rule.code() + ".text"));
    }

    @Test
    void everyStateOfASubscriptionThatExcludesHasWords() throws IOException {
        Properties texts = texts();

        assertThat(Arrays.stream(SubscriptionStatus.values()).filter(status -> status != SubscriptionStatus.ACTIVE))
                .allSatisfy(status -> assertThat(texts).containsKey("delivery.detail." + status.code()));
    }

    private static Properties texts() throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/messages/delivery.properties"),
                UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
