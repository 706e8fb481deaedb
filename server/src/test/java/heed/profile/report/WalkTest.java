package heed.profile.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WalkTest {

    @Test
    void stepsThatFindLittleAddUpToAPageAndNoMore() {
        Walk walk = Walk.START;
        while (!walk.ended()) {
            walk = walk.on(Math.min(7, walk.room()));
        }

        assertThat(walk).isEqualTo(new Walk(Walk.PAGE, 8));
    }

    @Test
    void stepsThatFindNothingEndToo() {
        Walk walk = Walk.START;
        while (!walk.ended()) {
            walk = walk.on(0);
        }

        assertThat(walk).isEqualTo(new Walk(0, Walk.STEPS));
    }

    @Test
    void whatAnAddressSaysStaysWithinAPage() {
        assertThat(new Walk(-1, -1)).isEqualTo(Walk.START);
        assertThat(new Walk(Integer.MAX_VALUE, Integer.MAX_VALUE).on(1)).isEqualTo(new Walk(Walk.PAGE, Walk.STEPS));
        assertThat(new Walk(Integer.MAX_VALUE, 0).room()).isEqualTo(1);
        assertThat(new Walk(49, 0).room()).isEqualTo(1);
    }
}
