package heed.rules.optout;

import static heed.rules.optout.Switch.ALL;
import static heed.rules.optout.Switch.EMAIL;
import static heed.rules.optout.Switch.FAX;
import static heed.rules.optout.Switch.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
        FormDiff diff = diff(Set.of(EMAIL, SMS), Set.of(SMS, FAX), Set.of(EMAIL, SMS));

        assertThat(diff.acts()).containsExactly(new Act.OptIn(EMAIL), new Act.OptOut(FAX));
        assertThat(diff.withheld()).isEmpty();
    }

    @Test
    void whatWasLeftTickedGoesOnWithAllThatGoesOff() {
        FormDiff diff = diff(Set.of(ALL, SMS), Set.of(SMS), Set.of(ALL, SMS));

        assertThat(diff.acts()).containsExactly(new Act.OptIn(ALL), new Act.OptOut(SMS));
    }

    @Test
    void untickingAllLeavesOnWhatThePersonOptedOutOfMeanwhile() {
        FormDiff diff = diff(Set.of(ALL), Set.of(), Set.of(ALL, FAX));

        assertThat(after(Set.of(ALL, FAX), diff)).containsExactly(FAX);
    }

    @Test
    void aChannelIsNotOpenedWhileAllStaysOn() {
        FormDiff shownOn = diff(Set.of(ALL, EMAIL), Set.of(ALL), Set.of(ALL, EMAIL));
        FormDiff cameMeanwhile = diff(Set.of(EMAIL), Set.of(FAX), Set.of(ALL, EMAIL));

        assertThat(shownOn).isEqualTo(new FormDiff(List.of(), Set.of(EMAIL), Set.of()));
        assertThat(cameMeanwhile).isEqualTo(new FormDiff(List.of(new Act.OptOut(FAX)), Set.of(EMAIL), Set.of()));
    }

    @Test
    void oneChannelForAllIsExchangedAtOneMoment() {
        FormDiff diff = diff(Set.of(EMAIL), Set.of(ALL), Set.of(EMAIL));

        assertThat(after(Set.of(EMAIL), diff)).containsExactly(ALL);
    }

    @Test
    void anOptOutThatWasMadeAgainSinceIsNotLifted() {
        FormDiff alone = FormDiff.of(Map.of(EMAIL, 1L), Set.of(), present(Set.of(EMAIL)));
        FormDiff withAll = FormDiff.of(Map.of(ALL, seq(ALL), EMAIL, 1L), Set.of(), present(Set.of(ALL, EMAIL)));
        FormDiff allAgain = FormDiff.of(Map.of(ALL, 1L, EMAIL, seq(EMAIL)), Set.of(), present(Set.of(ALL, EMAIL)));

        assertThat(alone).isEqualTo(new FormDiff(List.of(), Set.of(), Set.of(EMAIL)));
        assertThat(withAll).isEqualTo(new FormDiff(List.of(new Act.OptIn(ALL), new Act.OptOut(EMAIL)), Set.of(),
                Set.of(EMAIL)));
        assertThat(allAgain).isEqualTo(new FormDiff(List.of(), Set.of(EMAIL), Set.of(ALL)));
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void aFormThatWasLeftAloneAsksForNothing(long seed) {
        Random random = new Random(seed);
        Set<Switch> shown = some(random);

        assertThat(diff(shown, shown, some(random))).isEqualTo(new FormDiff(List.of(), Set.of(), Set.of()));
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void whereNothingHappenedMeanwhileTheSwitchesAreWhatTheFormSays(long seed) {
        Random random = new Random(seed);
        Set<Switch> shown = some(random);
        Set<Switch> wanted = some(random);

        FormDiff diff = diff(shown, wanted, shown);

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
        Set<Switch> again = some(random);
        Map<Switch, Long> seen = seen(shown);
        again.forEach(one -> seen.replace(one, 1L));

        Set<Switch> after = after(present, FormDiff.of(seen, some(random), present(present)));

        EnumSet<Switch> meanwhile = EnumSet.noneOf(Switch.class);
        meanwhile.addAll(shown);
        meanwhile.removeAll(again);
        meanwhile = EnumSet.complementOf(meanwhile);
        meanwhile.retainAll(present);
        assertThat(after).containsAll(meanwhile);
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void aBoxThatWasLeftAloneKeepsItsSwitchOn(long seed) {
        Random random = new Random(seed);
        Set<Switch> shown = some(random);
        Set<Switch> wanted = some(random);
        Set<Switch> present = some(random);

        Set<Switch> after = after(present, diff(shown, wanted, present));

        for (Switch box : Switch.values()) {
            if (shown.contains(box) == wanted.contains(box) && present.contains(box)) {
                assertThat(after).contains(box);
            }
        }
    }

    /// What the form becomes where no choice was made again since it was shown.
    private static FormDiff diff(Set<Switch> shown, Set<Switch> wanted, Set<Switch> present) {
        return FormDiff.of(seen(shown), wanted, present(present));
    }

    private static Map<Switch, Long> seen(Set<Switch> shown) {
        Map<Switch, Long> seen = new EnumMap<>(Switch.class);
        shown.forEach(one -> seen.put(one, seq(one)));
        return seen;
    }

    private static Map<Switch, Long> present(Set<Switch> on) {
        return seen(on);
    }

    private static long seq(Switch one) {
        return 10L + one.number();
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
