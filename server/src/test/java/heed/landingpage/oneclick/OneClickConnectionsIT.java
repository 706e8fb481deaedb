package heed.landingpage.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import heed.testing.Answer;
import heed.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// P1: recipients never wait behind anybody else.
class OneClickConnectionsIT {

    @Test
    void aLinkIsAnsweredWhileEveryOtherConnectionIsTaken() throws SQLException {
        Sent sent = Sent.message(Map.of());
        HikariDataSource pool = (HikariDataSource) TestServer.bean(DataSource.class);
        List<Connection> taken = new ArrayList<>();
        try {
            while (taken.size() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }
            sent.oneClick().expect(200);
        } finally {
            for (Connection one : taken) {
                one.close();
            }
        }

        assertThat(sent.cause("")).isEqualTo("opted_out");
    }

    /// Nobody's lock keeps a connection from everybody else.
    @Test
    void whoIsHeldUpByALockIsAskedToTryAgainAndOthersAreServed() {
        Sent held = Sent.message(Map.of());
        Sent other = Sent.message(Map.of());

        TestServer.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            TestServer.bean(JdbcClient.class).sql("select id from profiles where key = :key for update")
                    .param("key", held.key()).query(Integer.class).single();
            List<CompletableFuture<Answer>> waiting = Stream
                    .generate(() -> CompletableFuture.supplyAsync(held::oneClick, Thread::startVirtualThread))
                    .limit(12).toList();
            other.oneClick().expect(200);
            assertThat(waiting).allSatisfy(answer -> {
                assertThat(answer.join().status()).isEqualTo(503);
                assertThat(answer.join().header("Retry-After")).isNotNull();
            });
        });

        held.oneClick().expect(200);
        assertThat(held.cause("")).isEqualTo("opted_out");
        assertThat(other.cause("")).isEqualTo("opted_out");
    }
}
