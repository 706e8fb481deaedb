package heed.operator.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private static final String OFFICE = "192.0.2.7";

    private final SignInThrottle throttle = new SignInThrottle();

    @Test
    void anOfficeBehindOneAddressSignsInAsOftenAsItLikes() {
        for (int i = 0; i < 200; i++) {
            assertThat(throttle.attempt("ada" + i, OFFICE)).isTrue();
            throttle.succeeded("ada" + i, OFFICE);
        }
    }

    @Test
    void oneSuccessDoesNotMakeUpForTheFailuresBeforeIt() {
        int tried = 0;
        while (throttle.attempt("guess" + tried, OFFICE)) {
            tried++;
        }
        throttle.succeeded("ada", OFFICE);

        assertThat(tried).isEqualTo(50);
        assertThat(throttle.attempt("guess", OFFICE)).isTrue();
        assertThat(throttle.attempt("again", OFFICE)).isFalse();
        assertThat(throttle.attempt("elsewhere", "198.51.100.1")).isTrue();
    }
}
