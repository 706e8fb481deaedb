package heed.delivery.page;

import heed.database.SqlTime;
import heed.delivery.DeliveryState;
import heed.rules.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Deliveries as the list shows them: without their audiences, which may name a hundred thousand keys each.
@Component
class DeliveryListStore {
    private final JdbcClient jdbc;

    DeliveryListStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A delivery of the list.
    ///
    /// @param target how many are left, null before it is prepared
    /// @param preparedAt when that was found out, null before
    /// @param failed whether its last analysis came to nothing
    record Listed(long id, String label, Channel channel, DeliveryState state, @Nullable Instant contactDate,
            @Nullable Long target, @Nullable Instant preparedAt, boolean failed) {}

    /// Newest first, below an id; null leaves a filter open. Indexes: primary key, backwards, passing over what does not
    /// fit (deliveries are narrow rows and thousands, not millions); analyses by unique (delivery_id).
    List<Listed> page(@Nullable Channel channel, @Nullable DeliveryState state, long below, int limit) {
        return List.copyOf(jdbc.sql("""
                select d.id, d.label, d.channel, d.state, d.contact_date, a.state as analysis,
                       a.target_count::bigint as target, a.prepared_at
                from deliveries d left join analyses a on a.delivery_id = d.id
                where d.id < :below and d.deleted_at is null
                  and (cast(:channel as int) is null or d.channel = cast(:channel as int))
                  and (cast(:state as text) is null or d.state = cast(:state as text))
                order by d.id desc limit :limit""").param("below", below)
                .param("channel", channel == null ? null : channel.number())
                .param("state", state == null ? null : state.code()).param("limit", limit)
                .query((row, _) -> listed(row)).list());
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Instant preparedAt = SqlTime.readOrNull(row, "prepared_at");
        return new Listed(row.getLong("id"), row.getString("label"), Channel.ofNumber(row.getInt("channel")),
                DeliveryState.ofCode(row.getString("state")), SqlTime.readOrNull(row, "contact_date"),
                preparedAt == null ? null : row.getLong("target"), preparedAt,
                "failed".equals(row.getString("analysis")));
    }
}
