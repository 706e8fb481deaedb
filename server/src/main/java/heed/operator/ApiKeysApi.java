package heed.operator;

import heed.ledger.Actor;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import java.security.Principal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api-keys` (4-api, habits): make, list, revoke.
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeysApi {

    static final int LONGEST_LABEL = 100;
    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}]{1," + LONGEST_LABEL + "}");

    private final ApiKeyRing ring;
    private final ApiKeyStore store;

    ApiKeysApi(ApiKeyRing ring, ApiKeyStore store) {
        this.ring = ring;
        this.store = store;
    }

    /// @param label what to call it in lists and in the ledger
    /// @param scopes at least one of [Scope]
    record NewKey(@Nullable String label, @Nullable List<@Nullable String> scopes) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeyRing.Made make(@RequestBody NewKey key, Principal principal) {
        if (key.label() == null || key.label().isBlank() || !LABEL.matcher(key.label()).matches()) {
            throw Problem.badRequest("label", "must be 1 to 100 characters, none of them a control character");
        }
        return ring.make(key.label(), scopes(key.scopes()), Actor.of(principal));
    }

    @GetMapping
    Page<ApiKey> list(@RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor, "api-keys");
        return paging.page(store.list(paging.afterNumber(0), paging.fetch()), key -> List.of(key.id()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Principal principal) {
        if (!id.matches("[0-9]{1,18}") || !ring.revoke(Long.parseLong(id), Actor.of(principal))) {
            throw Problem.notFound("there is no API key " + id);
        }
    }

    private static List<String> scopes(@Nullable List<@Nullable String> codes) {
        if (codes == null || codes.isEmpty()) {
            throw Problem.badRequest("scopes", "must name at least one of read, write, send, admin");
        }
        return codes.stream().map(code -> Scope.ofCode(String.valueOf(code)).map(Scope::code)
                .orElseThrow(() -> Problem.badRequest("scopes", "must be of read, write, send, admin"))).distinct()
                .toList();
    }
}
