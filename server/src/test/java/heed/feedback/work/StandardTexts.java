package heed.feedback.work;

import heed.quarantine.AddressParser;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Texts read by the keywords that come with the product, without a database.
public final class StandardTexts {

    private StandardTexts() {
    }

    /// What reads them.
    public static Texts get() {
        return new Texts(new Words(nowhere(), Clock.systemUTC()), new AddressParser(null));
    }

    /// A database that is never asked.
    public static JdbcClient nowhere() {
        return JdbcClient.create(new DriverManagerDataSource());
    }
}
