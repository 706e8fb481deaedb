package heed.quarantine.release;

import heed.database.SqlTime;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.quarantine.AddressEvents;
import heed.quarantine.AddressStore;
import heed.quarantine.ExcludedDomain;
import heed.quarantine.NewAddressEvent;
import heed.rules.Channel;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.ErrorReason;
import heed.web.Code;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Releases many addresses at once (semantics §2): clears their errors, never a mark.
///
/// One transaction and one ledger entry that names every address; voiding that entry brings the errors back.
@Component
class BulkRelease {

    /// How many addresses are folded at a time.
    private static final int CHUNK = 10_000;

    private final JdbcClient jdbc;
    private final AddressStore addresses;
    private final AddressEvents events;
    private final LedgerStore ledger;
    private final Clock clock;

    BulkRelease(JdbcClient jdbc, AddressStore addresses, AddressEvents events, LedgerStore ledger, Clock clock) {
        this.jdbc = jdbc;
        this.addresses = addresses;
        this.events = events;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Which errors are released; null leaves a field open.
    ///
    /// @param domain the domain of e-mail addresses, or with `*.` its sub-domains
    /// @param errorTextContains part of what the other side said, whatever the case of its letters
    /// @param from the last counted error happened then or later
    /// @param to it happened before then
    record Filter(@Nullable Channel channel, @Nullable ExcludedDomain domain, @Nullable String errorTextContains,
            @Nullable ErrorReason errorReason, @Nullable Instant from, @Nullable Instant to) {

        /// From the codes of a request.
        ///
        /// @throws Problem 400 for an unknown code or a domain that is none
        static Filter of(@Nullable String channel, @Nullable String domain, @Nullable String errorTextContains,
                @Nullable String errorReason, @Nullable Instant from, @Nullable Instant to) {
            return new Filter(Code.optional("channel", channel, Channel.values(), Channel::code).orElse(null),
                    domain == null ? null : domain(domain), errorTextContains,
                    Code.optional("errorReason", errorReason, ErrorReason.values(), ErrorReason::code).orElse(null),
                    from, to);
        }

        private static ExcludedDomain domain(String raw) {
            return ExcludedDomain.parse(raw).orElseThrow(
                    () -> Problem.badRequest("domain", "must be a domain as example.org or *.example.org"));
        }

        boolean isEmpty() {
            return channel == null && domain == null && errorTextContains == null && errorReason == null
                    && from == null && to == null;
        }
    }

    /// How many errors match, or were released.
    ///
    /// @param seq the ledger entry to void for an undo; null where nothing was released
    record Released(int matched, @Nullable Long seq) {}

    /// How many addresses the release would change.
    int count(Filter filter) {
        return matching(filter, Optional.empty()).size();
    }

    /// Releases them.
    @Transactional
    Released release(Filter filter, Actor actor, @Nullable String reason) {
        List<Integer> candidates = matching(filter, Optional.empty());
        chunks(candidates).forEach(addresses::lock);
        List<Integer> ids = matching(filter, Optional.of(candidates));
        if (ids.isEmpty()) {
            return new Released(0, null);
        }
        Instant now = clock.instant();
        RoaringBitmap touched = new RoaringBitmap();
        ids.forEach(touched::add);
        long seq = ledger.append(Entry.of(Kind.ADDRESSES_RELEASED, now, actor, Source.OPERATOR)
                .touching(Touched.addresses(touched)).change(null, counted(ids.size())).reason(reason));
        AddressEvent event = AddressEvent.of(now, AddressEvent.Type.RELEASE, null, "", seq);
        for (List<Integer> chunk : chunks(ids)) {
            List<NewAddressEvent> released = new ArrayList<>(chunk.size());
            chunk.forEach(id -> released.add(new NewAddressEvent(id, event, null, Source.OPERATOR.code(), null)));
            events.append(released);
        }
        return new Released(ids.size(), seq);
    }

    private List<Integer> matching(Filter filter, Optional<List<Integer>> among) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder sql = new StringBuilder("""
                select s.address_id from address_states s join addresses a on a.id = s.address_id where s.error > 0""");
        among.ifPresent(ids -> {
            sql.append(" and s.address_id = any(cast(:ids as int[]))");
            params.put("ids", ids.toArray(Integer[]::new));
        });
        conditions(filter, sql, params);
        // Expects addresses_domain for a domain, else a scan of the states: an operator asks for this, once.
        List<Integer> ids = List.copyOf(jdbc.sql(sql + " order by s.address_id").params(params).query(Integer.class)
                .list());
        return events.withErrors(ids);
    }

    private static void conditions(Filter filter, StringBuilder sql, Map<String, Object> params) {
        add(sql, params, " and a.channel = :channel", "channel",
                Optional.ofNullable(filter.channel()).map(Channel::number).orElse(null));
        add(sql, params, " and s.error_reason = :reason", "reason",
                Optional.ofNullable(filter.errorReason()).map(ErrorReason::code).orElse(null));
        add(sql, params, " and strpos(lower(s.error_text), lower(:text)) > 0", "text", filter.errorTextContains());
        add(sql, params, " and s.error_at >= :from", "from", SqlTime.of(filter.from()));
        add(sql, params, " and s.error_at < :to", "to", SqlTime.of(filter.to()));
        if (filter.domain() != null) {
            sql.append(filter.domain().condition());
            params.putAll(filter.domain().params());
        }
    }

    private static void add(StringBuilder sql, Map<String, Object> params, String condition, String name,
            @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            params.put(name, value);
        }
    }

    private static List<List<Integer>> chunks(List<Integer> ids) {
        List<List<Integer>> chunks = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            chunks.add(ids.subList(from, Math.min(ids.size(), from + CHUNK)));
        }
        return chunks;
    }

    private static ObjectNode counted(int addresses) {
        return JsonNodeFactory.instance.objectNode().put("released", addresses);
    }
}
