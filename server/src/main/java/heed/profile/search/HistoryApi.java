package heed.profile.search;

import heed.ledger.HistoryItem;
import heed.ledger.LedgerFilter;
import heed.ledger.LedgerReadStore;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The history of one profile, deleted or not, with that of the profiles merged into it, newest first.
@RestController
class HistoryApi {

    private final LedgerReadStore ledger;

    HistoryApi(LedgerReadStore ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/api/v1/profiles/{key}/history")
    Page<HistoryItem> history(@PathVariable String key, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Set<Integer> ids = ledger.profileIds(key);
        if (ids.isEmpty()) {
            throw Problem.notFound("there is no profile with this key");
        }
        Paging paging = Paging.of(limit, cursor, "history", key);
        List<HistoryItem> items = ledger
                .page(LedgerFilter.about(ids), paging.afterNumber(Long.MAX_VALUE), paging.fetch()).stream()
                .map(HistoryItem::of).toList();
        return paging.page(items, item -> List.of(item.seq()));
    }
}
