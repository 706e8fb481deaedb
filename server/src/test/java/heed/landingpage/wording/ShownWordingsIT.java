package heed.landingpage.wording;

import static org.assertj.core.api.Assertions.assertThat;

import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.testing.TestServer;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a form was shown with is found again, or its hash is.
class ShownWordingsIT {

    private final ShownWordings shown = TestServer.bean(ShownWordings.class);
    private final String text = TestServer.unique("These words were shown");

    @Test
    void theWordsShownAreKeptWhateverIsDrawnLater() {
        Optional<Stamp> stamp = shown.read(7, shown.stamp(7, 3, text));

        assertThat(stamp.orElseThrow().version()).isEqualTo(3);
        assertThat(shown.of(stamp, "Other words")).isEqualTo(new Wording.Known(text));
        assertThat(shown.read(8, shown.stamp(7, 3, text))).as("the stamp of another page is none").isEmpty();
    }

    @Test
    void afterARestartTheyAreFoundAmongTheKeptOnesElseTheHashAloneIsRecorded() {
        Optional<Stamp> stamp = shown.read(7, shown.stamp(7, 1, text));
        shown.forget();
        assertThat(shown.of(stamp, text)).isEqualTo(new Wording.Known(text));

        Wording gone = shown.of(stamp, "Other words");
        assertThat(gone).isInstanceOf(Wording.Gone.class);
        ObjectNode evidence = new JsonMapper().createObjectNode();
        shown.keep(gone, evidence);
        assertThat(evidence.path("sha256Begins").asString()).hasSize(29);
        assertThat(evidence.path("textGone").asBoolean()).isTrue();
        assertThat(evidence.has("sha256")).isFalse();

        shown.keep(new Wording.Known(text), evidence);
        assertThat(evidence.path("sha256").asString()).startsWith(evidence.path("sha256Begins").asString());
        assertThat(shown.of(stamp, "Other words")).isEqualTo(new Wording.Known(text));
    }

    @Test
    void aStampFromBeforeSaysNothingOfItsWordsAndIsTakenAllTheSame() {
        Optional<Stamp> old = shown.read(7, TestServer.bean(Links.class)
                .token(new Link(Purpose.FORM, 0, 0, 7, 0, TestServer.bean(Clock.class).millis() << 20 | 2)));

        assertThat(old.orElseThrow().version()).isEqualTo(2);
        assertThat(shown.of(old, text)).isEqualTo(new Wording.Known(text));
        assertThat(shown.of(Optional.empty(), text)).isEqualTo(new Wording.Known(text));
    }
}
