package heed.quarantine;

import heed.database.PrefixRange;
import heed.database.SqlTime;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import heed.web.Code;
import heed.web.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which addresses of the quarantine list are asked for; null leaves a field open.
///
/// @param status null: whatever is not valid
/// @param domain as an excluded domain is written: `example.org`, `*.example.org`
/// @param q the beginning of an address
/// @param text part of what the other side said, whatever the case of its letters
/// @param from the last counted error happened then or later
/// @param to it happened before then
record QuarantineFilter(@Nullable Channel channel, @Nullable AddressStatus status, @Nullable ErrorReason errorReason,
        @Nullable ExcludedDomain domain, @Nullable String q, @Nullable String text, @Nullable Instant from,
        @Nullable Instant to) {

    /// From the query parameters.
    ///
    /// @throws Problem 400 for an unknown code or a domain that is none
    static QuarantineFilter of(@Nullable String channel, @Nullable String status, @Nullable String errorReason,
            @Nullable String domain, @Nullable String q) {
        return new QuarantineFilter(Code.optional("channel", channel, Channel.values(), Channel::code).orElse(null),
                Code.optional("status", status, AddressStatus.values(), AddressStatus::code).orElse(null),
                Code.optional("errorReason", errorReason, ErrorReason.values(), ErrorReason::code).orElse(null),
                domain == null ? null : domain(domain), q, null, null, null);
    }

    /// Of these, what came with this text and in this time.
    QuarantineFilter told(@Nullable String part, @Nullable Instant earliest, @Nullable Instant before) {
        return new QuarantineFilter(channel, status, errorReason, domain, q, part, earliest, before);
    }

    /// The excluded domain, or the domain of a filter, as it was written.
    ///
    /// @throws Problem 400 where it names none
    static ExcludedDomain domain(String raw) {
        return ExcludedDomain.parse(raw)
                .orElseThrow(() -> Problem.badRequest("domain", "must be a domain as example.org or *.example.org"));
    }

    /// Masked: what is searched for may be an address.
    @Override
    public String toString() {
        return "QuarantineFilter[" + channel + ", " + status + ", " + errorReason + "]";
    }

    /// Whether a row that the conditions let through is asked for, once its errors have faded.
    boolean takes(AddressRecord record) {
        return status == null ? record.status() != AddressStatus.VALID : record.status() == status;
    }

    /// The conditions on `addresses a` and `address_states s`, as SQL to append to a where clause. They take in every
    /// row that [#takes] could take, and rows that have faded since.
    String conditions() {
        StringBuilder sql = new StringBuilder();
        sql.append(status == AddressStatus.VALID ? " and coalesce(s.status, 0) < 2" : " and s.status > 0");
        if (status != null && status != AddressStatus.VALID) {
            sql.append(" and s.status = :status");
        }
        if (channel != null) {
            sql.append(" and a.channel = :channel");
        }
        if (errorReason != null) {
            sql.append(" and s.error_reason = :reason");
        }
        sql.append(text == null ? "" : " and strpos(lower(s.error_text), lower(:text)) > 0");
        sql.append(from == null ? "" : " and s.error_at >= :from").append(to == null ? "" : " and s.error_at < :to");
        if (domain != null) {
            sql.append(domain.condition());
        }
        if (q != null) {
            // The index on addresses begins with the channel: naming all of them opens it.
            sql.append(channel == null ? " and a.channel = any(cast(:channels as smallint[]))" : "")
                    .append(" and (").append(begins("q")).append(" or ").append(begins("lower")).append(")");
        }
        return sql.toString();
    }

    private static String begins(String name) {
        return "(a.canonical >= :%1$s and (cast(:%1$sEnd as text) is null or a.canonical < cast(:%1$sEnd as text)))"
                .formatted(name);
    }

    /// What [#conditions] binds.
    Map<String, @Nullable Object> params() {
        Map<String, @Nullable Object> params = new HashMap<>();
        Optional.ofNullable(status).ifPresent(value -> params.put("status", value.number()));
        Optional.ofNullable(channel).ifPresent(value -> params.put("channel", value.number()));
        Optional.ofNullable(errorReason).ifPresent(value -> params.put("reason", value.code()));
        Optional.ofNullable(text).ifPresent(value -> params.put("text", value));
        Optional.ofNullable(SqlTime.of(from)).ifPresent(value -> params.put("from", value));
        Optional.ofNullable(SqlTime.of(to)).ifPresent(value -> params.put("to", value));
        Optional.ofNullable(domain).ifPresent(value -> params.putAll(value.params()));
        Optional.ofNullable(q).ifPresent(value -> {
            begins(params, "q", value.strip());
            begins(params, "lower", value.strip().toLowerCase(Locale.ROOT));
            params.put("channels",
                    Arrays.stream(Channel.values()).map(one -> (short) one.number()).toArray(Short[]::new));
        });
        return params;
    }

    private static void begins(Map<String, @Nullable Object> params, String name, String text) {
        PrefixRange range = PrefixRange.of(text);
        params.put(name, range.from());
        params.put(name + "End", range.to());
    }
}
