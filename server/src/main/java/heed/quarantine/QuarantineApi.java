package heed.quarantine;

import heed.ledger.Actor;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import heed.rules.quarantine.ErrorReason;
import heed.web.Code;
import heed.web.CsvAnswer;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The quarantine: addresses and their states, one by one and as a list (4-api "Quarantine").
@RestController
@RequestMapping("/api/v1/quarantine")
class QuarantineApi {

    private final AddressParser parser;
    private final OperatorStatus operators;
    private final QuarantineStore store;

    QuarantineApi(AddressParser parser, OperatorStatus operators, QuarantineStore store) {
        this.parser = parser;
        this.operators = operators;
        this.store = store;
    }

    /// What a POST says.
    record Entry(@Nullable String channel, @Nullable String address, @Nullable String country, @Nullable String status,
            @Nullable String errorReason, @Nullable String reason, @Nullable String errorText,
            @Nullable Integer errorCount, @Nullable Instant at, @Nullable Boolean confirm) {

        Change change() {
            return new Change(status, errorReason, reason, errorText, errorCount, at, confirm);
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Entry[" + channel + ", " + status + "]";
        }
    }

    /// What a PATCH says; DELETE takes `reason` and `confirm` of it.
    record Change(@Nullable String status, @Nullable String errorReason, @Nullable String reason,
            @Nullable String errorText, @Nullable Integer errorCount, @Nullable Instant at,
            @Nullable Boolean confirm) {}

    /// What a DELETE says, in its query or its body.
    record Release(@Nullable String reason, @Nullable Boolean confirm) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<QuarantineItem> list(@RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String errorReason,
            @RequestParam(required = false) @Nullable String domain, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor, "quarantine", channel, status, errorReason, domain, q);
        return page(QuarantineFilter.of(channel, status, errorReason, domain, q), paging);
    }

    @GetMapping(produces = CsvAnswer.TYPE)
    void csv(@RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String errorReason,
            @RequestParam(required = false) @Nullable String domain, @RequestParam(required = false) @Nullable String q,
            HttpServletResponse response) {
        QuarantineFilter filter = QuarantineFilter.of(channel, status, errorReason, domain, q);
        CsvAnswer.write(response, QuarantineItem.HEADER, Paging.of(Paging.MOST, null, "quarantine"),
                paging -> page(filter, paging), QuarantineItem::cells);
    }

    @PostMapping
    ResponseEntity<QuarantineItem> post(@RequestBody Entry body, @Nullable Principal principal) {
        Channel channel = Code.required("channel", body.channel(), Channel.values(), Channel::code);
        Address address = new Address(channel, canonical(parser, channel, body));
        OperatorStatus.Done done = operators.set(address, request(body.change()), Actor.of(principal));
        QuarantineItem item = get(done.addressId());
        return done.created()
                ? ResponseEntity.created(URI.create("/api/v1/quarantine/" + item.id())).body(item)
                : ResponseEntity.ok(item);
    }

    @GetMapping("/{id}")
    QuarantineItem get(@PathVariable int id) {
        return store.find(id).orElseThrow(QuarantineApi::unknown);
    }

    @PatchMapping("/{id}")
    QuarantineItem patch(@PathVariable int id, @RequestBody Change body, @Nullable Principal principal) {
        QuarantineItem item = get(id);
        return set(item, request(body.status() == null ? kept(item, body) : body), principal);
    }

    @DeleteMapping("/{id}")
    QuarantineItem delete(@PathVariable int id, @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Boolean confirm,
            @RequestBody(required = false) @Nullable Release body, @Nullable Principal principal) {
        Optional<Release> said = Optional.ofNullable(body);
        String words = reason == null ? said.map(Release::reason).orElse(null) : reason;
        Boolean confirmed = confirm == null ? said.map(Release::confirm).orElse(null) : confirm;
        return set(get(id), request(new Change(AddressStatus.VALID.code(), null, words, null, null, null, confirmed)),
                principal);
    }

    private QuarantineItem set(QuarantineItem item, OperatorStatus.Request request, @Nullable Principal principal) {
        OperatorStatus.Done done = operators.set(Integer.parseInt(item.id()), request, Actor.of(principal));
        return get(done.addressId());
    }

    private Page<QuarantineItem> page(QuarantineFilter filter, Paging paging) {
        return paging.page(store.list(filter, paging.afterNumber(0), paging.fetch()), item -> List.of(item.id()));
    }

    /// The canonical form of the address.
    ///
    /// @throws Problem 400 where it is none
    static String canonical(AddressParser parser, Channel channel, Entry body) {
        String raw = body.address();
        if (raw == null) {
            throw Problem.badRequest("address", "is missing");
        }
        Canonicalised address = parser.parse(channel, raw, body.country());
        return switch (address) {
            case Canonical(String text) -> text;
            case Rejected(String reason) -> throw Problem.badRequest("address", reason);
        };
    }

    /// A PATCH that names no status describes the error that is there, and leaves what it does not name.
    private static Change kept(QuarantineItem item, Change body) {
        if (item.errorAt() == null || item.held() || !item.marks().isEmpty()) {
            throw Problem.badRequest("status", "is missing: the address has no error to describe");
        }
        return new Change(item.status(), body.errorReason() == null ? item.errorReason() : body.errorReason(),
                body.reason(), body.errorText() == null ? item.errorText() : body.errorText(),
                body.errorCount() == null ? Integer.valueOf(item.errorCount()) : body.errorCount(), body.at(),
                body.confirm());
    }

    /// What an operator asks for.
    ///
    /// @throws Problem 400 for a code that is unknown
    static OperatorStatus.Request request(Change body) {
        Integer count = body.errorCount();
        if (count != null && count < 1) {
            throw Problem.badRequest("errorCount", "must be 1 or more");
        }
        return new OperatorStatus.Request(
                Code.required("status", body.status(), AddressStatus.values(), AddressStatus::code),
                Code.optional("errorReason", body.errorReason(), ErrorReason.values(), ErrorReason::code).orElse(null),
                body.errorText(), count == null ? 0 : count, body.at(), body.reason(),
                Boolean.TRUE.equals(body.confirm()));
    }

    private static Problem unknown() {
        return Problem.notFound("there is no address with this id");
    }
}
