package heed.quarantine.excluded;

import heed.ledger.Actor;
import heed.quarantine.ExcludedDomain;
import heed.quarantine.excluded.ExcludedDomainStore.Excluded;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Domains to which nothing is sent (4-api "Excluded domains"): `example.org`, or `*.example.org` for its sub-domains.
@RestController
@RequestMapping("/api/v1/excluded-domains")
class ExcludedDomainApi {

    private final ExcludedDomainStore store;

    ExcludedDomainApi(ExcludedDomainStore store) {
        this.store = store;
    }

    @GetMapping
    Page<Excluded> list(@RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor, "excluded-domains");
        String after = paging.after().isEmpty() ? "" : paging.after().getFirst();
        return paging.page(store.list(after, paging.fetch()), excluded -> List.of(excluded.domain()));
    }

    @GetMapping("/{domain}")
    Excluded get(@PathVariable String domain) {
        return get(parsed(domain));
    }

    @PutMapping("/{domain}")
    ResponseEntity<Excluded> put(@PathVariable String domain, @RequestParam(required = false) @Nullable String reason,
            @Nullable Principal principal) {
        ExcludedDomain parsed = parsed(domain);
        boolean added = store.add(parsed, Actor.of(principal), reason);
        return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK).body(get(parsed));
    }

    @DeleteMapping("/{domain}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String domain, @RequestParam(required = false) @Nullable String reason,
            @Nullable Principal principal) {
        if (!store.remove(parsed(domain), Actor.of(principal), reason)) {
            throw unknown();
        }
    }

    private Excluded get(ExcludedDomain domain) {
        return store.find(domain).orElseThrow(ExcludedDomainApi::unknown);
    }

    private static ExcludedDomain parsed(String raw) {
        return ExcludedDomain.parse(raw)
                .orElseThrow(() -> Problem.badRequest("domain", "must be a domain as example.org or *.example.org"));
    }

    private static Problem unknown() {
        return Problem.notFound("this domain is not excluded");
    }
}
