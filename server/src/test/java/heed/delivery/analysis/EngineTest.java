package heed.delivery.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.Cause;
import heed.rules.Decision;
import heed.rules.Eligibility;
import heed.rules.ExclusionRule;
import heed.rules.Fact;
import heed.rules.Facts;
import heed.rules.Typology;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class EngineTest {
    private static final int SIZE = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theEngineGivesEverybodyTheCausesThatOneByOneDecisionsGive(long seed) {
        RandomPopulation population = new RandomPopulation(seed, SIZE);
        Typology typology = typology(seed);
        RoaringBitmap audience = audience(population, seed);

        Waterfall waterfall = Engine.analyse(typology, population.sets(), audience);

        Map<Integer, List<Cause>> expected = oneByOne(population, typology, audience);
        Map<Integer, List<Cause>> actual = new TreeMap<>();
        audience.forEach((int id) -> actual.put(id, waterfall.causes(id)));
        assertThat(actual).as("seed %d", seed).isEqualTo(expected);
        expected.forEach((id, causes) -> assertThat(waterfall.target().contains(id)).isEqualTo(causes.isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void theCountsAreThoseOfTheExclusionLogAndAddUp(long seed) {
        RandomPopulation population = new RandomPopulation(seed, SIZE);
        Typology typology = typology(seed);
        RoaringBitmap audience = audience(population, seed);

        Waterfall waterfall = Engine.analyse(typology, population.sets(), audience);

        Map<Integer, List<Cause>> log = oneByOne(population, typology, audience);
        for (CauseSet row : waterfall.rows()) {
            Cause cause = new Cause(row.rule(), row.detail());
            assertThat(row.deciding()).as("%s deciding, seed %d", cause, seed)
                    .isEqualTo(count(log, causes -> causes.getFirst().equals(cause)));
            assertThat(row.matchingCount()).as("%s matching, seed %d", cause, seed)
                    .isEqualTo(count(log, causes -> causes.contains(cause)));
            assertThat(row.only()).as("%s only, seed %d", cause, seed)
                    .isEqualTo(count(log, causes -> causes.equals(List.of(cause))));
        }
        long decided = waterfall.rows().stream().mapToLong(CauseSet::deciding).sum();
        assertThat(audience.getLongCardinality()).isEqualTo(waterfall.target().getLongCardinality() + decided);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void theSetsOfARuleHaveTheSizesOfItsRows(long seed) {
        RandomPopulation population = new RandomPopulation(seed, SIZE);
        RoaringBitmap audience = audience(population, seed);

        Waterfall waterfall = Engine.analyse(Typology.MARKETING, population.sets(), audience);

        for (ExclusionRule rule : ExclusionRule.values()) {
            List<CauseSet> rows = waterfall.rows().stream().filter(row -> row.rule() == rule).toList();
            assertThat(waterfall.deciding(rule).getLongCardinality())
                    .isEqualTo(rows.stream().mapToLong(CauseSet::deciding).sum());
            assertThat(waterfall.only(rule).getLongCardinality())
                    .isEqualTo(rows.stream().mapToLong(CauseSet::only).sum());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void anEngineAskedForSeveralTypologiesAnswersEachAsOneAskedForItAlone(long seed) {
        RandomPopulation population = new RandomPopulation(seed, SIZE);
        RoaringBitmap audience = audience(population, seed);
        List<Typology> typologies = List.of(Typology.MARKETING, typology(seed), Typology.TRANSACTIONAL,
                Typology.MARKETING);

        Engine engine = new Engine(population.sets(), audience);

        for (Typology typology : typologies) {
            assertThat(engine.analyse(typology)).as("%s, seed %d", typology.rules(), seed)
                    .isEqualTo(Engine.analyse(typology, population.sets(), audience));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45, 46})
    void howManyATypologyTargetsIsTheSizeOfItsTarget(long seed) {
        RandomPopulation population = new RandomPopulation(seed, SIZE);
        RoaringBitmap audience = audience(population, seed);
        Engine engine = new Engine(population.sets(), audience);

        for (Typology typology : List.of(typology(seed), Typology.MARKETING, Typology.TRANSACTIONAL)) {
            assertThat(engine.targeted(typology)).as("%s, seed %d", typology.rules(), seed)
                    .isEqualTo(engine.analyse(typology).target().getLongCardinality());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64})
    void whoeverIsFreeAtTheAddressOfSomebodyWhoOptedOutIsCounted(long seed) {
        RandomPopulation population = new RandomPopulation(seed, SIZE);
        Set<Integer> left = new HashSet<>();
        population.persons.forEach((id, facts) -> {
            if (Boolean.TRUE.equals(facts.optedOutOfAll()) || Boolean.TRUE.equals(facts.optedOutOfChannel())) {
                left.add(population.addresses.getOrDefault(id, 0));
            }
        });
        left.remove(0);

        long counted = new Engine(population.sets(), population.who(_ -> true)).besideOptedOut(Typology.MARKETING);

        assertThat(counted).as("seed %d", seed).isPositive().isEqualTo(population.persons.entrySet().stream()
                .filter(one -> Eligibility.decide(Typology.MARKETING, one.getValue()) instanceof Decision.Targeted)
                .filter(one -> left.contains(population.addresses.getOrDefault(one.getKey(), 0))).count());
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54})
    void onePersonsFactsOutOfTheSetsLeadToTheSameDecision(long seed) {
        RandomPopulation population = new RandomPopulation(seed, SIZE);
        FactSets sets = population.sets();

        for (Typology typology : List.of(typology(seed), Typology.MARKETING, Typology.TRANSACTIONAL)) {
            population.persons.forEach((id, facts) -> assertThat(Eligibility.decide(typology, sets.person(id)))
                    .as("%s of %s, seed %d", typology.rules(), facts, seed)
                    .isEqualTo(Eligibility.decide(typology, facts)));
        }
    }

    @Test
    void theSmallestIdThatNoOtherRuleExcludesGetsTheMessage() {
        AddressColumn addresses = new AddressColumn();
        List.of(3, 5, 9).forEach(id -> addresses.set(id, 77));
        addresses.findSharing();
        FactSets sets = nothingHolds(RoaringBitmap.bitmapOf(3, 5, 9), addresses)
                .optedOutOfAll(RoaringBitmap.bitmapOf(3)).build();

        Waterfall waterfall = Engine.analyse(Typology.MARKETING, sets, RoaringBitmap.bitmapOf(3, 5, 9));

        assertThat(waterfall.target()).isEqualTo(RoaringBitmap.bitmapOf(5));
        assertThat(waterfall.causes(3)).containsExactly(Cause.of(ExclusionRule.OPTED_OUT_ALL));
        assertThat(waterfall.causes(9)).containsExactly(Cause.of(ExclusionRule.DUPLICATE));
    }

    @Test
    void whoeverIsNotAmongTheLivingIsNeverTargeted() {
        FactSets nobody = FactSets.of(new RoaringBitmap(), new AddressColumn()).build();

        Waterfall waterfall = Engine.analyse(Typology.TRANSACTIONAL, nobody, RoaringBitmap.bitmapOf(4));

        assertThat(waterfall.target().isEmpty()).isTrue();
        assertThat(waterfall.causes(4)).containsExactly(Cause.of(ExclusionRule.RULE_FAILED));
    }

    @Test
    void everyRuleOfTheTypologyHasItsRowsAlsoWithNobodyInThem() {
        FactSets nobody = FactSets.of(new RoaringBitmap(), new AddressColumn()).build();

        Waterfall waterfall = Engine.analyse(Typology.MARKETING, nobody, new RoaringBitmap());

        assertThat(waterfall.rows()).extracting(row -> row.rule().code() + Objects.toString(row.detail(), ""))
                .containsExactly("no_address", "opted_out_all", "opted_out", "unconfirmed", "not_subscribednone",
                        "not_subscribedpending", "not_subscribedexpired", "not_subscribedended", "address_denylisted",
                        "address_quarantined", "excluded_domain", "rule_failed", "duplicate");
    }

    @Test
    void anUnknownFactThatTheTypologyDoesNotAskChangesNothing() {
        AddressColumn addresses = new AddressColumn();
        addresses.set(1, 1);
        addresses.findSharing();
        RoaringBitmap one = RoaringBitmap.bitmapOf(1);
        FactSets sets = nothingHolds(one, addresses).unknown(Fact.UNCONFIRMED, one).build();

        assertThat(Engine.analyse(Typology.TRANSACTIONAL, sets, one).target()).isEqualTo(one);
        assertThat(Engine.analyse(Typology.MARKETING, sets, one).causes(1))
                .containsExactly(Cause.of(ExclusionRule.RULE_FAILED));
    }

    @Test
    void aFactThatNobodyToldTargetsNobody() {
        AddressColumn addresses = new AddressColumn();
        addresses.set(1, 1);
        addresses.findSharing();
        RoaringBitmap one = RoaringBitmap.bitmapOf(1);
        FactSets forgotten = FactSets.of(one, addresses).optedOutOfAll(new RoaringBitmap()).build();

        Waterfall waterfall = Engine.analyse(Typology.MARKETING, forgotten, one);

        assertThat(waterfall.target().isEmpty()).isTrue();
        assertThat(waterfall.causes(1)).containsExactly(Cause.of(ExclusionRule.RULE_FAILED));
    }

    private static FactSetsBuilder nothingHolds(RoaringBitmap living, AddressColumn addresses) {
        return FactSets.of(living, addresses).optedOutOfAll(new RoaringBitmap())
                .optedOutOfChannel(new RoaringBitmap()).unconfirmed(new RoaringBitmap())
                .denylisted(new RoaringBitmap()).quarantined(new RoaringBitmap())
                .excludedDomain(new RoaringBitmap());
    }

    private static Map<Integer, List<Cause>> oneByOne(RandomPopulation population, Typology typology,
            RoaringBitmap audience) {
        Map<Integer, List<Cause>> log = new TreeMap<>();
        Set<Integer> taken = new HashSet<>();
        for (int id : audience.toArray()) {
            Facts facts = population.persons.getOrDefault(id, Facts.unknown(population.forService));
            log.put(id, switch (Eligibility.decide(typology, facts)) {
                case Decision.Excluded(List<Cause> causes) -> causes;
                case Decision.Targeted _ -> !typology.has(ExclusionRule.DUPLICATE)
                        || taken.add(population.addresses.getOrDefault(id, 0))
                                ? List.of()
                                : List.of(Cause.of(ExclusionRule.DUPLICATE));
            });
        }
        return log;
    }

    private static long count(Map<Integer, List<Cause>> log, Predicate<List<Cause>> test) {
        return log.values().stream().filter(causes -> !causes.isEmpty()).filter(test).count();
    }

    /// Most of the population, and some strangers.
    private static RoaringBitmap audience(RandomPopulation population, long seed) {
        Random random = new Random(seed * 31);
        RoaringBitmap audience = population.who(facts -> random.nextInt(10) > 0);
        for (int i = 0; i < 20; i++) {
            audience.add(1_000_000 + random.nextInt(1000));
        }
        return audience;
    }

    private static Typology typology(long seed) {
        Random random = new Random(seed * 17);
        Set<ExclusionRule> dropped = EnumSet.allOf(ExclusionRule.class);
        dropped.removeIf(rule -> !rule.droppable() || random.nextInt(4) > 0);
        return seed % 3 == 0 ? Typology.TRANSACTIONAL : Typology.MARKETING.without(dropped);
    }
}
