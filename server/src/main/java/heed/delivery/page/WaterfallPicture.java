package heed.delivery.page;

import heed.delivery.Analysis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A waterfall as `fragments/waterfall.html` draws it: the audience is a bar as wide as the picture, each cause takes
/// its part off the right end, the target is what stays at the left.
///
/// @param audience everybody asked for
/// @param target who is left
/// @param targetWidth of the target's bar
/// @param rows one a cause in order of precedence, rows without anybody included
public record WaterfallPicture(long audience, long target, int targetWidth, List<Row> rows) {

    /// How wide the picture is, in units of its own.
    public static final int WIDTH = 1000;

    /// Whoever is there is seen, be it one of ten millions.
    private static final int NARROWEST = 2;

    /// A cause, its three counts (semantics §4) and its bar.
    ///
    /// @param code of the cause; its words are `delivery.cause.<code>` and `delivery.cause.<code>.text`
    /// @param detail null where the cause has none; its words are `delivery.detail.<detail>`
    /// @param x where its bar begins
    /// @param width of its bar, 0 where it decides nobody
    public record Row(String code, @Nullable String detail, long deciding, long matching, long only, int x,
            int width) {}

    public WaterfallPicture {
        rows = List.copyOf(rows);
    }

    /// The picture of these counts.
    public static WaterfallPicture of(Analysis.Counts counts) {
        long audience = counts.audience();
        long left = audience;
        List<Row> rows = new ArrayList<>(counts.exclusions().size());
        for (Analysis.Row row : counts.exclusions()) {
            int end = place(left, audience);
            left -= row.deciding();
            int width = row.deciding() == 0 ? 0 : Math.max(NARROWEST, end - place(left, audience));
            rows.add(new Row(row.cause(), row.detail(), row.deciding(), row.matching(), row.only(),
                    Math.max(0, end - width), width));
        }
        int target = counts.target() == 0 ? 0 : Math.max(NARROWEST, place(counts.target(), audience));
        return new WaterfallPicture(audience, counts.target(), target, rows);
    }

    private static int place(long people, long audience) {
        return audience == 0 ? 0 : Math.toIntExact(people * WIDTH / audience);
    }
}
