package heed.delivery.page;

import static org.assertj.core.api.Assertions.assertThat;

import heed.delivery.Analysis.Counts;
import heed.delivery.Analysis.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaterfallPictureTest {

    @Test
    void eachCauseTakesItsPartOffTheRightEnd() {
        WaterfallPicture picture = WaterfallPicture.of(new Counts(200, 0, 100,
                List.of(row("no_address", 50), row("opted_out_all", 0), row("opted_out", 50))));

        assertThat(picture.rows()).extracting(WaterfallPicture.Row::x).containsExactly(750, 750, 500);
        assertThat(picture.rows()).extracting(WaterfallPicture.Row::width).containsExactly(250, 0, 250);
        assertThat(picture.targetWidth()).isEqualTo(500);
    }

    @Test
    void onePersonOfTenMillionsIsSeen() {
        WaterfallPicture picture = WaterfallPicture
                .of(new Counts(10_000_000, 0, 1, List.of(row("no_address", 1), row("opted_out", 9_999_998))));

        assertThat(picture.rows()).extracting(WaterfallPicture.Row::width).allMatch(width -> width > 0);
        assertThat(picture.rows())
                .allSatisfy(row -> assertThat(row.x() + row.width()).isBetween(0, WaterfallPicture.WIDTH));
        assertThat(picture.targetWidth()).isPositive();
    }

    @Test
    void nobodyIsNoBar() {
        WaterfallPicture picture = WaterfallPicture.of(new Counts(0, 0, 0, List.of(row("no_address", 0))));

        assertThat(picture.targetWidth()).isZero();
        assertThat(picture.rows()).extracting(WaterfallPicture.Row::width).containsExactly(0);
    }

    private static Row row(String cause, long deciding) {
        return new Row(cause, null, deciding, deciding, deciding);
    }
}
