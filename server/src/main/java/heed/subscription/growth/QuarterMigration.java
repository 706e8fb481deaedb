package heed.subscription.growth;

import heed.database.SqlTime;
import heed.rules.SubscriptionStatus;
import heed.subscription.SubscriptionSettings;
import heed.subscription.growth.DayCounts.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts by quarter of an hour who came and went before that was kept, as [GrowthMigration] counts days. After
/// `V25__service_quarters.sql`, in a transaction of its own.
@Component
class QuarterMigration implements JavaMigration {

    private final SubscriptionSettings settings;

    QuarterMigration(SubscriptionSettings settings) {
        this.settings = settings;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("25.1");
    }

    @Override
    public String getDescription() {
        return "subscriptions counted by quarter of an hour";
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
        GrowthMigration.read(connection, counts);
        try (PreparedStatement insert = connection
                .prepareStatement("insert into service_quarters values (?, ?, ?, ?)")) {
            for (Row row : counts.rows()) {
                if (row.place().status() == SubscriptionStatus.ACTIVE) {
                    insert.setInt(1, row.place().serviceId());
                    insert.setObject(2, SqlTime.of(row.place().quarter()));
                    insert.setLong(3, row.entered());
                    insert.setLong(4, row.gone());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
