package heed.ledger;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the ledger's monthly partitions ahead, at start and every day.
///
/// A month that cannot be made is no harm: its entries go to `ledger_other`, and the log says so.
@Component
@EnableScheduling
class LedgerMonths implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerMonths.class);
    private static final int MONTHS_AHEAD = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LedgerMonths(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        makeAhead();
    }

    @Scheduled(cron = "0 17 3 * * *", zone = "UTC")
    void makeAhead() {
        YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            make(now.plusMonths(ahead));
        }
    }

    private void make(YearMonth month) {
        String table = "ledger_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
        try {
            transaction.executeWithoutResult(_ -> makeUnlessThere(table, month));
        } catch (DataAccessException failed) {
            LOG.warn("Partition {} could not be made, its entries go to ledger_other", table, failed);
        }
    }

    private void makeUnlessThere(String table, YearMonth month) {
        // Several servers may start at once; without the lock the later ones would fail.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('heed.ledger.months'))").query((_, _) -> true).single();
        if (jdbc.sql("select to_regclass(:table) is not null").param("table", table).query(Boolean.class).single()) {
            return;
        }
        // Adding a partition waits for every writer of the ledger: better none today than a queue of choices.
        jdbc.sql("set local lock_timeout = '3s'").update();
        jdbc.sql("create table %s partition of ledger for values from ('%s-01 00:00+00') to ('%s-01 00:00+00')"
                .formatted(table, month, month.plusMonths(1))).update();
    }
}
