package heed.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.TestServer;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// Imports of people whom another transaction holds for long.
class ImportLockIT {

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Imports imports = new Imports();
    private final ImportJobs jobs = TestServer.bean(ImportJobs.class);
    private final String k = TestServer.unique("lck") + "-";

    @Test
    void anOptOutIsNotLostToALock() {
        imports.csv("kind=profiles", "key\n%1$s1\n".formatted(k));

        String id = Objects.requireNonNull(TestServer.bean(TransactionTemplate.class).execute(_ -> {
            imports.texts("select id::text from profiles where key = :key for update", k + "1");
            String waiting = imports.post("kind=opt_outs", "key,channel\n%1$s1,email\n".formatted(k)).send().expect(202)
                    .at("/id").asString();
            long until = System.nanoTime() + LONGEST_NANOS;
            while (jobs.isBusy() && System.nanoTime() < until) {
                LockSupport.parkNanos(50_000_000);
            }
            return waiting;
        }));
        jobs.resume();
        Answer done = imports.end(id);

        assertThat(Imports.counts(done)).containsExactly(1L, 0L, 1L, 0L, 0L);
    }
}
