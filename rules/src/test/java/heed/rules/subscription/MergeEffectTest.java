package heed.rules.subscription;

import static heed.rules.SubscriptionStatus.ACTIVE;
import static heed.rules.SubscriptionStatus.ENDED;
import static heed.rules.SubscriptionStatus.EXPIRED;
import static heed.rules.SubscriptionStatus.NONE;
import static heed.rules.SubscriptionStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.SubscriptionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeEffectTest {

    @ParameterizedTest
    @EnumSource
    void itIsActiveOnlyWhereBothAreOrOneNeverHadAny(SubscriptionStatus comes) {
        for (SubscriptionStatus had : SubscriptionStatus.values()) {
            boolean active = MergeEffect.of(comes, had).after(had) == ACTIVE;

            assertThat(active).as("%s into %s", comes, had).isEqualTo(
                    (comes == ACTIVE && had == ACTIVE) || (comes == ACTIVE && had == NONE)
                            || (comes == NONE && had == ACTIVE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndOfEitherEndsIt(SubscriptionStatus other) {
        assertThat(MergeEffect.of(ENDED, other).after(other)).isEqualTo(ENDED);
        assertThat(MergeEffect.of(other, ENDED).after(ENDED)).isEqualTo(ENDED);
    }

    @ParameterizedTest
    @EnumSource
    void whatNeverWasChangesNothing(SubscriptionStatus had) {
        assertThat(MergeEffect.of(NONE, had)).isEqualTo(MergeEffect.STAYS);
    }

    @Test
    void aRequestStaysConfirmableOnlyWhereTheOtherNeverHadAny() {
        assertThat(MergeEffect.of(NONE, PENDING).after(PENDING)).isEqualTo(PENDING);
        assertThat(MergeEffect.of(PENDING, PENDING).after(PENDING)).isEqualTo(ENDED);
        assertThat(MergeEffect.of(EXPIRED, PENDING).after(PENDING)).isEqualTo(ENDED);
        assertThat(MergeEffect.of(ACTIVE, PENDING).after(PENDING)).isEqualTo(PENDING);
    }
}
