package heed.quarantine;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import heed.web.Code;
import heed.web.Problem;
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
record QuarantineFilter(@Nullable Channel channel, @Nullable AddressStatus status, @Nullable ErrorReason errorReason,
        @Nullable ExcludedDomain domain, @Nullable String q) {

    /// From the query parameters.
    ///
    /// @throws Problem 400 for an unknown code or a domain that is none
    static QuarantineFilter of(@Nullable String channel, @Nullable String status, @Nullable String errorReason,
            @Nullable String domain, @Nullable String q) {
        return new QuarantineFilter(Code.optional("channel", channel, Channel.values(), Channel::code).orElse(null),
                Code.optional("status", status, AddressStatus.values(), AddressStatus::code).orElse(null),
                Code.optional("errorReason", errorReason, ErrorReason.values(), ErrorReason::code).orElse(null),
                domain == null ? null : domain(domain), q);
    }

    /// The excluded domain, or the domain of a filter, as it was written.
    ///
    /// @throws Problem 400 where it names none
    static ExcludedDomain domain(String raw) {
        return ExcludedDomain.parse(raw)
                .orElseThrow(() -> Problem.badRequest("domain", "must be a domain as example.org or *.example.org"));
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
        if (domain != null) {
            sql.append(domain.condition());
        }
        if (q != null) {
            sql.append(" and (a.canonical ^@ :q or a.canonical ^@ :qLower)");
        }
        return sql.toString();
    }

    /// What [#conditions] binds.
    Map<String, Object> params() {
        Map<String, Object> params = new HashMap<>();
        Optional.ofNullable(status).ifPresent(value -> params.put("status", value.number()));
        Optional.ofNullable(channel).ifPresent(value -> params.put("channel", value.number()));
        Optional.ofNullable(errorReason).ifPresent(value -> params.put("reason", value.code()));
        Optional.ofNullable(domain).ifPresent(value -> params.putAll(value.params()));
        Optional.ofNullable(q).ifPresent(value -> {
            params.put("q", value.strip());
            params.put("qLower", value.strip().toLowerCase(Locale.ROOT));
        });
        return params;
    }
}
