package heed.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FlashTest {

    @Test
    void noLogThatPrintsAFlashHoldsWhatItNamesOrWhatWasTyped() {
        Flash flash = Flash.done("quarantine.set.valid", "secret@example.org").undo("/profiles/secret/edit",
                Map.of("email", "secret@example.org"));

        assertThat(flash.toString()).contains("quarantine.set.valid").doesNotContain("secret");
        assertThat(String.valueOf(flash.undo())).contains("email").doesNotContain("secret");
    }
}
