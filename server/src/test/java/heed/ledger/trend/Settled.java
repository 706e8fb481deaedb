package heed.ledger.trend;

import heed.testing.TestServer;
import java.time.Clock;
import java.time.Duration;

/// Counts all that the ledger holds, as if it had settled: whatever other tests wrote, the tail is short.
public final class Settled {

    private Settled() {
    }

    public static void now() {
        TestServer.bean(TrendJob.class).count(TestServer.bean(Clock.class).instant().plus(Duration.ofMinutes(1)));
    }
}
