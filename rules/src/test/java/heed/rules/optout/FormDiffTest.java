package heed.rules.optout;

import static heed.rules.optout.Switch.ALL;
import static heed.rules.optout.Switch.EMAIL;
import static heed.rules.optout.Switch.FAX;
import static heed.rules.optout.Switch.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What a form of boxes becomes; the number in a test's name is the seed.
class FormDiffTest {

    static final List<Long> SEEDS = new Random(20261128).longs(200).boxed().toList();

    private static final Instant BEFORE = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant NOW = BEFORE.plusSeconds(1);

    @Test
    void onlyBoxesThatDifferBecomeChoices() {
        FormDiff diff = FormDiff.of(Set.of(EMAIL, SMS), Set.of(SMS, FAX), Set.of(EMAIL, SMS));

        assertThat(diff.acts()).containsExactly(new Act.OptIn(EMAIL), new Act.OptOut(FAX));
        assertThat(diff.withheld()).isEmpty();
    }

    @Test
    void whatWasLeftTickedGoesOnWithAllThatGoesOff() {
        FormDiff diff = FormDiff.of(Set.of(ALL, SMS), Set.of(SMS), Set.of(ALL, SMS));

        assertThat(diff.acts()).containsExactly(new Act.OptIn(ALL), new Act.OptOut(SMS));
    }

    @Test
    void untickingAllLeavesOnWhatThePersonOptedOutOfMeanwhile() {
        FormDiff diff = FormDiff.of(Set.of(ALL), Set.of(), Set.of(ALL, FAX));

        assertThat(after(Set.of(ALL, FAX), diff)).containsExactly(FAX);
    }

    @Test
    void aChannelIsNotOpenedWhileAllStaysOn() {
        FormDiff shownOn = FormDiff.of(Set.of(ALL, EMAIL), Set.of(ALL), Set.of(ALL, EMAIL));
        FormDiff cameMeanwhile = FormDiff.of(Set.of(EMAIL), Set.of(FAX), Set.of(ALL, EMAIL));

        assertThat(shownOn).isEqualTo(new FormDiff(List.of(), Set.of(EMAIL)));
        assertThat(cameMeanwhile).isEqualTo(new FormDiff(List.of(new Act.OptOut(FAX)), Set.of(EMAIL)));
    }

    @Test
    void oneChannelForAllIsExchangedAtOneMoment() {
        FormDiff diff = FormDiff.of(Set.of(EMAIL), Set.of(ALL), Set.of(EMAIL));

        assertThat(after(Set.of(EMAIL), diff)).containsExactly(ALL);
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void aFormThatWasLeftAloneAsksForNothing(long seed) {
        Random random = new Random(seed);
        Set<Switch> shown = some(random);

        assertThat(FormDiff.of(shown, shown, some(random))).isEqualTo(new FormDiff(List.of(), Set.of()));
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void whereNothingHappenedMeanwhileTheSwitchesAreWhatTheFormSays(long seed) {
        Random random = new Random(seed);
        Set<Switch> shown = some(random);
        Set<Switch> wanted = some(random);

        FormDiff diff = FormDiff.of(shown, wanted, shown);

        EnumSet<Switch> expected = EnumSet.noneOf(Switch.class);
        expected.addAll(wanted);
        expected.addAll(diff.withheld());
        assertThat(after(shown, diff)).isEqualTo(expected);
        assertThat(diff.withheld().isEmpty() || wanted.contains(ALL)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void whatWentOnMeanwhileIsNeverLifted(long seed) {
        Random random = new Random(seed);
        Set<Switch> shown = some(random);
        Set<Switch> present = some(random);

        Set<Switch> after = after(present, FormDiff.of(shown, some(random), present));

        EnumSet<Switch> meanwhile = EnumSet.noneOf(Switch.class);
        meanwhile.addAll(present);
        meanwhile.removeAll(shown);
        assertThat(after).containsAll(meanwhile);
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void aBoxThatWasLeftAloneKeepsItsSwitchOn(long seed) {
        Random random = new Random(seed);
        Set<Switch> shown = some(random);
        Set<Switch> wanted = some(random);
        Set<Switch> present = some(random);

        Set<Switch> after = after(present, FormDiff.of(shown, wanted, present));

        for (Switch box : Switch.values()) {
            if (shown.contains(box) == wanted.contains(box) && present.contains(box)) {
                assertThat(after).contains(box);
            }
        }
    }

    /// The switches after the choices, all made at one moment.
    private static Set<Switch> after(Set<Switch> present, FormDiff diff) {
        List<Choice> choices = new ArrayList<>();
        present.forEach(one -> choices.add(new Choice(BEFORE, new Act.OptOut(one), choices.size() + 1L)));
        diff.acts().forEach(act -> choices.add(new Choice(NOW, act, choices.size() + 1L)));
        return OptOuts.fold(choices).on();
    }

    private static Set<Switch> some(Random random) {
        return Switch.ofBits(random.nextInt(256));
    }
}
