package heed.subscription.growth;

import heed.database.SqlTime;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionEvent.Act;
import heed.subscription.SubscriptionSettings;
import heed.subscription.growth.DayCounts.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts the subscriptions that there were before they were counted: one pass over their events, folded by the rules as
/// every change is; about a million a second. After `V17__services.sql`, in a transaction of its own.
@Component
class GrowthMigration implements JavaMigration {

    private static final int FETCH = 10_000;

    private final SubscriptionSettings settings;

    GrowthMigration(SubscriptionSettings settings) {
        this.settings = settings;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("17.1");
    }

    @Override
    public String getDescription() {
        return "subscriptions counted by day";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        migrate(context.getConnection());
    }

    void migrate(Connection connection) throws SQLException {
        DayCounts counts = new DayCounts(settings.confirmWithin());
        read(connection, counts);
        write(connection, counts.rows());
    }

    private static void read(Connection connection, DayCounts counts) throws SQLException {
        // Expects the primary key of the events, in order.
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery("""
                    select e.* from subscription_events e left join voids v on v.seq = e.seq where v.seq is null
                    order by e.service_id, e.profile_id""")) {
                List<SubscriptionEvent> events = new ArrayList<>();
                int service = 0;
                int profile = 0;
                while (row.next()) {
                    if (row.getInt("service_id") != service || row.getInt("profile_id") != profile) {
                        counts.add(service, events);
                        events.clear();
                        service = row.getInt("service_id");
                        profile = row.getInt("profile_id");
                    }
                    events.add(event(row));
                }
                counts.add(service, events);
            }
        }
    }

    private static SubscriptionEvent event(ResultSet row) throws SQLException {
        return new SubscriptionEvent(SqlTime.read(row, "at"), Act.ofCode(row.getString("act")).orElseThrow(),
                row.getBoolean("pending"), SqlTime.readOrNull(row, "until_at"), row.getLong("request"),
                row.getLong("seq"));
    }

    private static void write(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection
                .prepareStatement("insert into service_days values (?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                insert.setInt(1, row.place().serviceId());
                insert.setInt(2, row.place().status().number());
                insert.setObject(3, row.place().day());
                insert.setLong(4, row.entered());
                insert.setLong(5, row.gone());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
