package heed.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Laws of the decision over random facts, unknown ones included; the number in a test's name is the seed.
class DecisionTest {

    static final List<Long> SEEDS = new Random(20261126).longs(50).boxed().toList();

    @ParameterizedTest
    @FieldSource("SEEDS")
    void everybodyIsDecidedAndOnlyWhoeverEveryRuleSurelySparesIsTargeted(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Facts facts = facts(random);
            Typology typology = typology(random);
            List<Truth> truths = typology.rules().stream().flatMap(rule -> rule.fact().stream()).map(facts::truth)
                    .toList();

            switch (Eligibility.decide(typology, facts)) {
                case Decision.Targeted() -> assertThat(truths).containsOnly(Truth.NO);
                case Decision.Excluded(List<Cause> causes) -> {
                    assertThat(truths).containsAnyOf(Truth.YES, Truth.UNKNOWN);
                    assertThat(causes).extracting(Cause::rule).isSorted().doesNotHaveDuplicates();
                    assertThat(causes.contains(Cause.of(ExclusionRule.RULE_FAILED)))
                            .isEqualTo(truths.contains(Truth.UNKNOWN));
                    assertThat(causes).extracting(Cause::rule).doesNotContain(ExclusionRule.DUPLICATE);
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void learningMoreNeverAddsASureCauseThatWasNotUnknownBefore(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Facts known = facts(random);
            Facts less = new Facts(known.hasAddress(), null, known.optedOutOfChannel(), known.unconfirmed(),
                    known.forService(), known.subscription(), known.addressStatus(), known.domainExcluded());

            assertThat(Eligibility.decide(Typology.MARKETING, less)).isInstanceOf(Decision.Excluded.class);
        }
    }

    @Test
    void theTypologiesAreThoseOfTheLaw() {
        assertThat(Typology.MARKETING.rules()).containsExactly(ExclusionRule.values());
        assertThat(Typology.TRANSACTIONAL.rules()).containsExactly(ExclusionRule.NO_ADDRESS,
                ExclusionRule.ADDRESS_DENYLISTED, ExclusionRule.ADDRESS_QUARANTINED, ExclusionRule.EXCLUDED_DOMAIN,
                ExclusionRule.RULE_FAILED, ExclusionRule.DUPLICATE);
        assertThat(Typology.builtIn("marketing")).contains(Typology.MARKETING);
        assertThat(Typology.builtIn("transactional")).contains(Typology.TRANSACTIONAL);
        assertThat(Typology.builtIn("Marketing")).isEmpty();
    }

    @Test
    void fiveRulesCannotBeRemovedAndTwoOfThemNotEvenDropped() {
        assertThat(ExclusionRule.values()).filteredOn(rule -> !rule.removable()).containsExactly(
                ExclusionRule.NO_ADDRESS, ExclusionRule.ADDRESS_DENYLISTED, ExclusionRule.ADDRESS_QUARANTINED,
                ExclusionRule.RULE_FAILED, ExclusionRule.DUPLICATE);
        assertThat(ExclusionRule.values()).filteredOn(rule -> !rule.droppable())
                .containsExactly(ExclusionRule.NO_ADDRESS, ExclusionRule.RULE_FAILED);
        assertThatThrownBy(() -> Typology.MARKETING.without(Set.of(ExclusionRule.RULE_FAILED)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Typology("mine", Set.of(ExclusionRule.NO_ADDRESS)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everySentenceNamesThePersonOrTheAddress() {
        assertThat(ExclusionRule.values()).allSatisfy(
                rule -> assertThat(rule.sentence().toLowerCase(java.util.Locale.ROOT)).containsAnyOf("person",
                        "address"));
    }

    @Test
    void everyFactStandsBehindOneRule() {
        assertThat(Stream.of(ExclusionRule.values()).flatMap(rule -> rule.fact().stream()))
                .containsExactlyInAnyOrder(Fact.values());
    }

    @Test
    void codesAndNumbersComeBack() {
        assertThat(Channel.values()).allSatisfy(channel -> {
            assertThat(Channel.ofCode(channel.code())).contains(channel);
            assertThat(Channel.ofNumber(channel.number())).isEqualTo(channel);
        });
        assertThat(ExclusionRule.values())
                .allSatisfy(rule -> assertThat(ExclusionRule.ofCode(rule.code())).contains(rule));
        assertThat(AddressStatus.values())
                .allSatisfy(status -> assertThat(AddressStatus.ofNumber(status.number())).isEqualTo(status));
        assertThat(SubscriptionStatus.values())
                .allSatisfy(status -> assertThat(SubscriptionStatus.ofNumber(status.number())).isEqualTo(status));
        assertThat(Channel.ofCode("Email")).isEmpty();
        assertThatThrownBy(() -> Channel.ofNumber(8)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Typology typology(Random random) {
        EnumSet<ExclusionRule> dropped = EnumSet.allOf(ExclusionRule.class);
        dropped.removeIf(rule -> !rule.droppable() || random.nextInt(4) > 0);
        return (random.nextBoolean() ? Typology.MARKETING : Typology.TRANSACTIONAL).without(dropped);
    }

    private static Facts facts(Random random) {
        return new Facts(mostly(random, true), mostly(random, false), mostly(random, false), mostly(random, false),
                random.nextBoolean(), pick(random, List.of(SubscriptionStatus.values())),
                pick(random, List.of(AddressStatus.values())),
                mostly(random, false));
    }

    private static @Nullable Boolean mostly(Random random, boolean usual) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> !usual;
            default -> usual;
        };
    }

    private static <T> @Nullable T pick(Random random, List<T> from) {
        return random.nextInt(12) == 0 ? null : from.get(random.nextInt(from.size()));
    }
}
