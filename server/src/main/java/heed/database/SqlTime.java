package heed.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a moment crosses JDBC: the driver takes `OffsetDateTime`, the rest of Heed speaks `Instant`.
///
/// PostgreSQL keeps microseconds; whatever is finer is cut off, as it is on arrival (semantics §1).
public final class SqlTime {

    private SqlTime() {
    }

    /// The value to bind for `at`; null stays null.
    public static @Nullable OffsetDateTime of(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /// The moment in `column`, which is never null.
    public static Instant read(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(readOrNull(row, column), column);
    }

    /// The moment in `column`, or null.
    public static @Nullable Instant readOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
