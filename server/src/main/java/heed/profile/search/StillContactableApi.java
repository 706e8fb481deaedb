package heed.profile.search;

import heed.profile.search.StillContactableStore.Placed;
import heed.profile.search.StillContactableStore.Row;
import heed.rules.Channel;
import heed.web.Code;
import heed.web.Page;
import heed.web.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The report of the hole that two profiles with one address leave (semantics §1).
@RestController
class StillContactableApi {

    private final StillContactableStore store;

    StillContactableApi(StillContactableStore store) {
        this.store = store;
    }

    @GetMapping("/api/v1/reports/still-contactable")
    Page<Row> list(@RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Channel asked = Code.required("channel", channel, Channel.values(), Channel::code);
        Paging paging = Paging.of(limit, cursor, "still-contactable by opt-out", channel);
        List<Placed> rows = store.list(asked, paging.afterNumber(0), paging.fetch());
        Page<Placed> page = paging.page(rows, row -> List.of(row.place()));
        return new Page<>(page.items().stream().map(Placed::row).toList(), page.nextCursor());
    }
}
