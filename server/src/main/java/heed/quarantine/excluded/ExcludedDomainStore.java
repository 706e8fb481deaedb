package heed.quarantine.excluded;

import heed.database.SqlTime;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.quarantine.ExcludedDomain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The excluded domains. Each change is one transaction with its ledger entry.
@Repository
class ExcludedDomainStore {

    private final JdbcClient jdbc;
    private final LedgerStore ledger;
    private final Clock clock;

    ExcludedDomainStore(JdbcClient jdbc, LedgerStore ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// An excluded domain as the API shows it.
    ///
    /// @param seq the ledger entry that added it
    record Excluded(String domain, Instant createdAt, long seq) {}

    /// The domain, if it is excluded by exactly this pattern.
    Optional<Excluded> find(ExcludedDomain domain) {
        // Expects the primary key.
        return jdbc.sql("select * from excluded_domains where domain = :domain").param("domain", domain.pattern())
                .query((row, _) -> excluded(row)).optional();
    }

    /// At most `most` patterns after `after`, in code point order.
    List<Excluded> list(String after, int most) {
        // Expects the primary key.
        return List.copyOf(jdbc.sql("select * from excluded_domains where domain > :after order by domain limit :most")
                .param("after", after).param("most", most).query((row, _) -> excluded(row)).list());
    }

    /// Excludes a domain; false where it was already.
    @Transactional
    boolean add(ExcludedDomain domain, Actor actor, @Nullable String reason) {
        Instant now = clock.instant();
        long seq = ledger.draw();
        int added = jdbc.sql("""
                insert into excluded_domains (domain, created_at, seq) values (:domain, :at, :seq)
                on conflict (domain) do nothing
                """).param("domain", domain.pattern()).param("at", SqlTime.of(now)).param("seq", seq).update();
        if (added == 0) {
            return false;
        }
        ledger.append(seq, Entry.of(Kind.EXCLUDED_DOMAIN_ADDED, now, actor, Source.OPERATOR)
                .change(null, json(domain)).reason(reason));
        return true;
    }

    /// Takes a domain off; false where it was not excluded.
    @Transactional
    boolean remove(ExcludedDomain domain, Actor actor, @Nullable String reason) {
        int removed = jdbc.sql("delete from excluded_domains where domain = :domain")
                .param("domain", domain.pattern()).update();
        if (removed == 0) {
            return false;
        }
        ledger.append(Entry.of(Kind.EXCLUDED_DOMAIN_REMOVED, clock.instant(), actor, Source.OPERATOR)
                .change(json(domain), null).reason(reason));
        return true;
    }

    private static JsonNode json(ExcludedDomain domain) {
        return JsonNodeFactory.instance.objectNode().put("domain", domain.pattern());
    }

    private static Excluded excluded(ResultSet row) throws SQLException {
        return new Excluded(row.getString("domain"), SqlTime.read(row, "created_at"), row.getLong("seq"));
    }
}
