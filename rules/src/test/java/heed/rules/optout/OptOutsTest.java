package heed.rules.optout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.rules.Channel;
import heed.rules.Origin;
import heed.rules.cases.Arrivals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Laws of the fold over random choices; the number in a test's name is the seed.
class OptOutsTest {

    static final List<Long> SEEDS = new Random(20261123).longs(60).boxed().toList();

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @FieldSource("SEEDS")
    void anyArrivalOrderGivesTheSameSwitchesAndTheSameBeginning(long seed) {
        List<Choice> choices = choices(new Random(seed));
        Map<Switch, Instant> expected = since(OptOuts.fold(choices));

        for (List<Choice> arrived : Arrivals.of(choices)) {
            List<Choice> numbered = new ArrayList<>();
            arrived.forEach(choice -> numbered.add(new Choice(choice.at(), choice.act(), numbered.size() + 1L)));

            assertThat(since(OptOuts.fold(numbered))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void oneStepAfterTheOtherIsTheFold(long seed) {
        List<Choice> choices = choices(new Random(seed));
        OptOuts stepped = OptOuts.none();
        for (List<Choice> moment : moments(choices)) {
            stepped = moment.size() == 1 ? stepped.after(moment.getFirst()) : stepped.after(moment);
        }

        assertThat(stepped).isEqualTo(OptOuts.fold(choices));
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void nothingButAnOptInOrAReplaceLiftsAnOptOut(long seed) {
        OptOuts before = OptOuts.none();
        for (List<Choice> moment : moments(choices(new Random(seed)))) {
            OptOuts after = before.after(moment);
            Set<Switch> lifted = EnumSet.noneOf(Switch.class);
            lifted.addAll(before.on());
            lifted.removeAll(after.on());

            assertThat(lifted.isEmpty() || moment.stream().anyMatch(choice -> !(choice.act() instanceof Act.OptOut)))
                    .isTrue();
            before = after;
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void theLastOptOutOfAChannelCovers(long seed) {
        Random random = new Random(seed);
        List<Choice> choices = choices(random);
        Channel channel = Channel.ofNumber(1 + random.nextInt(7));
        choices.add(new Choice(START.plusSeconds(1_000), new Act.OptOut(Switch.of(channel)), 99));

        assertThat(OptOuts.fold(choices).covers(channel)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void optingInToAChannelOpensItAndNothingElse(long seed) {
        OptOuts before = OptOuts.fold(choices(new Random(seed)));
        OptOuts after = before.after(new Choice(START.plusSeconds(1_000), new Act.OptIn(Switch.EMAIL), 99));

        assertThat(after.covers(Channel.EMAIL)).isFalse();
        EnumSet.complementOf(EnumSet.of(Channel.EMAIL))
                .forEach(other -> assertThat(after.covers(other)).isEqualTo(before.covers(other)));
    }

    @Test
    void theChoiceThatSwitchedIsNamedAsEvidence() {
        OptOuts optOuts = OptOuts.fold(List.of(new Choice(START, new Act.OptOut(Switch.SMS), 7),
                new Choice(START.plusSeconds(5), new Act.OptOut(Switch.SMS), 8)));

        assertThat(optOuts.switches()).isEqualTo(Map.of(Switch.SMS, new Origin(START, 7)));
    }

    @Test
    void switchesAreStoredAsBits() {
        assertThat(Switch.bits(Set.of(Switch.ALL, Switch.EMAIL, Switch.WHATSAPP))).isEqualTo(0b1000_0011);
        for (int bits = 0; bits < 256; bits++) {
            assertThat(Switch.bits(Switch.ofBits(bits))).isEqualTo(bits);
        }
    }

    @Test
    void actsComeBackFromWhatIsStored() {
        for (Act act : List.of(new Act.OptOut(Switch.ALL), new Act.OptIn(Switch.FAX), new Act.Replace(Set.of()),
                new Act.Replace(Set.of(Switch.ALL, Switch.SMS)))) {
            assertThat(Act.of(act.code(), act.switches())).isEqualTo(act);
        }
        assertThatThrownBy(() -> Act.of("opt_out", Set.of(Switch.SMS, Switch.FAX)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<Switch, Instant> since(OptOuts optOuts) {
        return optOuts.switches().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().since()));
    }

    private static Collection<List<Choice>> moments(List<Choice> choices) {
        return choices.stream().collect(Collectors.groupingBy(Choice::at, TreeMap::new, Collectors.toList())).values();
    }

    /// Up to twelve choices at six moments, so that many share one.
    private static List<Choice> choices(Random random) {
        List<Choice> choices = new ArrayList<>();
        int count = random.nextInt(13);
        while (choices.size() < count) {
            choices.add(new Choice(START.plusSeconds(random.nextInt(6)), act(random), choices.size() + 1L));
        }
        return choices;
    }

    private static Act act(Random random) {
        Switch one = random.nextBoolean() ? Switch.ALL : Switch.ofNumber(random.nextInt(4));
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Act.OptOut(one);
            case 2, 3 -> new Act.OptIn(one);
            default -> new Act.Replace(Switch.ofBits(random.nextInt(16)));
        };
    }
}
