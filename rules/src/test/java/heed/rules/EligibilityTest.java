package heed.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    @Test
    void whoeverIsNotExcludedIsTargeted() {
        Facts facts = new Facts(true, false, false, false, false, null, AddressStatus.VALID, false);

        assertThat(Eligibility.decide(Typology.MARKETING, facts)).isEqualTo(new Decision.Targeted());
    }

    @Test
    void nothingKnownExcludes() {
        Decision decision = Eligibility.decide(Typology.TRANSACTIONAL, Facts.unknown(false));

        assertThat(decision).isEqualTo(new Decision.Excluded(List.of(Cause.of(ExclusionRule.RULE_FAILED))));
    }
}
