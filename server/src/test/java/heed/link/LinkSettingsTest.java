package heed.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSettingsTest {

    @Test
    void aMailboxLeavesRoomForAToken() {
        assertThat(new LinkSettings("unsubscribe@example.org", "en").unsubscribeMailbox())
                .isEqualTo("unsubscribe@example.org");
        assertThat(new LinkSettings("", "en").unsubscribeMailbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsubscribe.all.mail@example.org", "unsubscribe", "a+b@example.org", "a@b, c@example.org",
            "Stop <stop@example.org>"})
    void anyOtherIsRefusedAtTheStart(String mailbox) {
        assertThatThrownBy(() -> new LinkSettings(mailbox, "en")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HEED_UNSUBSCRIBE_MAILBOX");
    }
}
