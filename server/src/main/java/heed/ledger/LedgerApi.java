package heed.ledger;

import heed.web.Code;
import heed.web.CsvAnswer;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The ledger, newest first, and undo (4-api "Profiles and opt-outs", semantics §1 and §8).
@RestController
@RequestMapping("/api/v1/ledger")
class LedgerApi {

    private final LedgerReadStore entries;
    private final Voiding voiding;

    LedgerApi(LedgerReadStore entries, Voiding voiding) {
        this.entries = entries;
        this.voiding = voiding;
    }

    /// The filters of the list; null leaves a field open.
    record Query(@Nullable String profile, @Nullable String actor, @Nullable String source, @Nullable String kind,
            @Nullable Instant from, @Nullable Instant to) {

        Paging paging(@Nullable Integer limit, @Nullable String cursor) {
            return Paging.of(limit, cursor, "ledger", profile, actor, source, kind, from, to);
        }

        /// Masked: a key or a name may be an address, and no log holds one.
        @Override
        public String toString() {
            return "Query[" + source + ", " + kind + "]";
        }
    }

    /// What an undo says.
    record Undo(@Nullable String reason, @Nullable Boolean confirm) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<LedgerItem> list(Query query, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return page(query, query.paging(limit, cursor));
    }

    @GetMapping(produces = CsvAnswer.TYPE)
    void csv(Query query, HttpServletResponse response) {
        CsvAnswer.write(response, LedgerItem.HEADER, query.paging(Paging.MOST, null), paging -> page(query, paging),
                LedgerItem::cells);
    }

    @PostMapping("/{seq}/void")
    Object undo(@PathVariable long seq, @RequestBody Undo body, @Nullable Principal principal) {
        String reason = body.reason();
        if (reason == null || reason.isBlank()) {
            throw Problem.badRequest("reason", "is missing: undoing needs one");
        }
        boolean confirmed = Boolean.TRUE.equals(body.confirm());
        return switch (voiding.voidEntry(seq, Actor.of(principal), Source.API, reason, confirmed)) {
            case Voiding.Outcome.Voided(Object answer) -> answer;
            case Voiding.Outcome.Unknown _ -> throw Problem.notFound("there is no entry %d".formatted(seq));
            case Voiding.Outcome.Refused(String why) -> throw Problem.conflict(why);
        };
    }

    private Page<LedgerItem> page(Query query, Paging paging) {
        Set<Integer> profiles = Set.of();
        if (query.profile() != null) {
            profiles = entries.profileIds(query.profile());
            if (profiles.isEmpty()) {
                return new Page<>(List.of(), null);
            }
        }
        LedgerFilter filter = new LedgerFilter(profiles, query.actor(),
                Code.optional("source", query.source(), Source.values(), Source::code).orElse(null),
                Code.optional("kind", query.kind(), Kind.values(), Kind::code).orElse(null), query.from(), query.to());
        List<LedgerItem> items = entries.page(filter, paging.afterNumber(Long.MAX_VALUE), paging.fetch()).stream()
                .map(LedgerItem::of).toList();
        return paging.page(items, item -> List.of(item.seq()));
    }
}
